package dev.darkroom.api.http;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, taken one by one; {@link #end()} refuses what nobody took. */
public final class QueryParams {

    private static final int YEAR_MIN = 1970;
    private static final int YEAR_END = 9999;

    private final Map<String, List<String>> left = new LinkedHashMap<>();

    public QueryParams(HttpRequest<?> request) {
        request.getParameters().forEach(entry -> left.put(entry.getKey(), List.copyOf(entry.getValue())));
    }

    /** Refuses every parameter, where a path has none. */
    public static void none(HttpRequest<?> request) {
        new QueryParams(request).end();
    }

    /** A text; null where the parameter is absent. */
    public @Nullable String text(String name) {
        List<String> values = left.remove(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new BadFieldException(name, "must not be there twice");
        }
        return values.getFirst();
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw new BadFieldException(name, "must be true or false");
        };
    }

    /** An integer within bounds; {@code otherwise} where the parameter is absent. */
    public int integer(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new BadFieldException(name, "must be an integer from %d to %d".formatted(least, most));
        }
        return Integer.parseInt(text);
    }

    /** A time with its offset; {@code otherwise} where the parameter is absent. */
    public Instant time(String name, Instant otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= YEAR_MIN && time.getYear() < YEAR_END) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new BadFieldException(name, "must be a time like 2026-01-31T12:00:00Z");
    }

    /** One of several words; null where the parameter is absent. */
    public @Nullable String word(String name, List<String> words) {
        String word = text(name);
        if (word != null && !words.contains(word)) {
            throw new BadFieldException(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    /** Refuses every parameter that was not taken. */
    public void end() {
        left.keySet().stream().findFirst().ifPresent(name -> {
            throw new BadFieldException(name, "is not a query parameter of this path");
        });
    }
}
