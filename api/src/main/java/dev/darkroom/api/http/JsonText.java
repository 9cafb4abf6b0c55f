package dev.darkroom.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON values, without white space. */
public final class JsonText {

    private final boolean canonical;
    private final StringBuilder out = new StringBuilder();

    private JsonText(boolean canonical) {
        this.canonical = canonical;
    }

    /** The value as it was read: fields in their order, numbers as they were written. */
    public static String asRead(JsonValue value) {
        return new JsonText(false).with(value);
    }

    /** The one text of equal values: fields in the order of their names, equal numbers written alike. */
    public static String canonical(JsonValue value) {
        return new JsonText(true).with(value);
    }

    /**
     * What tells one request from another under the same idempotency key: SHA-256, 64 hexadecimal digits.
     *
     * @param route the template of the path
     */
    public static String fingerprint(String route, JsonValue body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(route.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(canonical(body).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String with(JsonValue value) {
        write(value);
        return out.toString();
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonValue.Obj object -> object(canonical ? new TreeMap<>(object.fields()) : object.fields());
            case JsonValue.Arr array -> array(array.items());
            case JsonValue.Str string -> string(string.value());
            case JsonValue.Num number ->
                out.append(canonical ? number.value().stripTrailingZeros().toString() : number.text());
            case JsonValue.Bool bool -> out.append(bool.value());
            case JsonValue.Null _ -> out.append("null");
        }
    }

    private void object(Map<String, JsonValue> fields) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            out.append(separator);
            string(field.getKey());
            out.append(':');
            write(field.getValue());
            separator = ",";
        }
        out.append(fields.isEmpty() ? "{}" : "}");
    }

    private void array(List<JsonValue> items) {
        String separator = "[";
        for (JsonValue item : items) {
            out.append(separator);
            write(item);
            separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
