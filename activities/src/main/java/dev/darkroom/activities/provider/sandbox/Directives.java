package dev.darkroom.activities.provider.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt tells the sandbox to do, so that an integrator can provoke every outcome, as with a payment provider's
 * test cards: {@code {sandbox: delay=3s deliver=1 filter=1 fail=timeout progress=off}}.
 *
 * @param delay how long the work takes; null for the configured time
 * @param deliver how many images come of it; null for all
 * @param filter how many of those are withheld
 * @param fail how the work fails; null where it does not
 * @param progress whether it is reported on the way
 */
record Directives(
        @Nullable Duration delay,
        @Nullable Integer deliver,
        int filter,
        @Nullable Fail fail,
        boolean progress) {

    static final Duration DELAY_MAX = Duration.ofMinutes(5);

    private static final Directives NONE = new Directives(null, null, 0, null, true);
    private static final Pattern BLOCK = Pattern.compile("\\{\\s*sandbox\\s*:([^{}]*)\\}", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPENED = Pattern.compile("\\{\\s*sandbox\\s*:", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)s");
    private static final Pattern COUNT = Pattern.compile("\\d{1,2}");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    /** The ways to fail. */
    enum Fail {
        /** The submit is refused for its content. */
        REJECTED,
        /** The submit is not accepted. */
        UNAVAILABLE,
        /** The work never ends. */
        TIMEOUT,
        /** The answer to the submit is lost, and so is the work. */
        UNKNOWN,
        /** The work ends with no image. */
        EMPTY,
        /** The images are no images. */
        CORRUPT
    }

    /** A directive that cannot be followed. Its text names the directive, and nothing else of the prompt. */
    static final class MalformedException extends RuntimeException {
        MalformedException(String message) {
            super(message);
        }
    }

    private enum Word {
        DELAY,
        DELIVER,
        FILTER,
        FAIL,
        PROGRESS
    }

    /**
     * Reads the directives of a prompt.
     *
     * @param images how many images are asked for
     * @throws MalformedException where there is one that is unknown, malformed or out of its bounds
     */
    static Directives parse(String prompt, int images) {
        Matcher block = BLOCK.matcher(prompt);
        if (!block.find()) {
            if (OPENED.matcher(prompt).find()) {
                throw new MalformedException("the sandbox directive has no closing brace");
            }
            return NONE;
        }
        Map<Word, String> words = words(block.group(1).trim());
        if (block.find()) {
            throw new MalformedException("a prompt has at most one sandbox directive");
        }
        return read(words, images);
    }

    /** The prompt without its directives: what is drawn. */
    static String strip(String prompt) {
        return BLOCK.matcher(prompt).replaceAll(" ").trim();
    }

    private static Map<Word, String> words(String text) {
        Map<Word, String> words = new EnumMap<>(Word.class);
        for (String pair : text.isEmpty() ? new String[0] : text.split("\\s+")) {
            int equals = pair.indexOf('=');
            Word word = find(Word.class, equals < 0 ? pair : pair.substring(0, equals))
                    .orElseThrow(() -> new MalformedException("the sandbox knows only " + all(Word.class)));
            if (equals < 0 || words.put(word, pair.substring(equals + 1)) != null) {
                throw new MalformedException("the sandbox takes each directive once, as name=value");
            }
        }
        return words;
    }

    private static Directives read(Map<Word, String> words, int images) {
        Duration delay = words.containsKey(Word.DELAY) ? delay(words.get(Word.DELAY)) : null;
        Integer deliver = words.containsKey(Word.DELIVER) ? count("deliver", words.get(Word.DELIVER), images) : null;
        int most = deliver == null ? images : deliver;
        int filter = words.containsKey(Word.FILTER) ? count("filter", words.get(Word.FILTER), most) : 0;
        Fail fail = words.containsKey(Word.FAIL) ? fail(words.get(Word.FAIL)) : null;
        return new Directives(delay, deliver, filter, fail, progress(words.getOrDefault(Word.PROGRESS, "on")));
    }

    private static Duration delay(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (!seconds.matches()) {
            throw new MalformedException("the sandbox's delay is written like 3s or 0.5s");
        }
        Duration delay = Duration.ofMillis(
                new BigDecimal(seconds.group(1)).multiply(MILLIS).longValueExact());
        if (delay.compareTo(DELAY_MAX) > 0) {
            throw new MalformedException("the sandbox's delay is 0s to 300s");
        }
        return delay;
    }

    private static int count(String name, String text, int most) {
        if (!COUNT.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw new MalformedException("the sandbox's %s is a number from 0 to %d here".formatted(name, most));
        }
        return Integer.parseInt(text);
    }

    private static Fail fail(String text) {
        return find(Fail.class, text)
                .orElseThrow(() -> new MalformedException("the sandbox's fail is one of " + all(Fail.class)));
    }

    private static boolean progress(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new MalformedException("the sandbox's progress is on or off");
        };
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst();
    }

    private static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Directives::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
