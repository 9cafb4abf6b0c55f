package dev.darkroom.infra.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt tells the simulator to do: {@code {upstream: fault=work-fewer,status-502 delay=3s}}.
 *
 * @param faults that befall this work; one of single requests befalls the first two of its kind
 * @param delay how long the work takes; null for the usual time
 */
record Directive(List<Fault> faults, @Nullable Duration delay) {

    static final Directive NONE = new Directive(List.of(), null);

    private static final Pattern BLOCK = Pattern.compile("\\{\\s*upstream\\s*:([^{}]*)\\}");
    private static final Pattern DELAY = Pattern.compile("(\\d{1,3})ms|\\d{1,3}(\\.\\d{1,3})?s");

    Directive {
        faults = List.copyOf(faults);
    }

    /** Reads a prompt; empty where it has a directive that says nothing that is known. */
    static Optional<Directive> of(String prompt) {
        Matcher block = BLOCK.matcher(prompt);
        if (!block.find()) {
            return Optional.of(NONE);
        }
        List<Fault> faults = new ArrayList<>();
        Duration delay = null;
        for (String word : block.group(1).trim().split("\\s+")) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("fault=")) {
                for (String name : value.split(",")) {
                    Optional<Fault> fault = Fault.of(name);
                    if (fault.isEmpty()) {
                        return Optional.empty();
                    }
                    faults.add(fault.get());
                }
            } else if (word.startsWith("delay=") && DELAY.matcher(value).matches()) {
                delay = delay(value);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Directive(faults, delay));
    }

    /** The prompt without its directives: what is drawn. */
    static String strip(String prompt) {
        return BLOCK.matcher(prompt).replaceAll(" ").trim();
    }

    private static Duration delay(String text) {
        Matcher parts = DELAY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a delay is written like 3s, 0.5s or 500ms");
        }
        return parts.group(1) == null ? Duration.parse("PT" + text) : Duration.ofMillis(Long.parseLong(parts.group(1)));
    }
}
