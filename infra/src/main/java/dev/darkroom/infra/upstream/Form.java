package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart form.
 *
 * @param fields its texts, as JSON has them; a text of digits only is a number
 * @param files the names of those parts that are files and hold something
 */
record Form(JsonValue fields, List<String> files) {

    private static final String HEADERS_END = "\r\n\r\n";
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*\\bboundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*?[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)content-disposition:[^\r\n]*?[; ]filename=");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    Form {
        files = List.copyOf(files);
    }

    static boolean is(String contentType) {
        return BOUNDARY.matcher(contentType).matches();
    }

    /**
     * Takes a body apart.
     *
     * @throws BadFieldException where it is no form, or does not end as one
     */
    static Form read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw new BadFieldException(null, "the body is no form");
        }
        // One character a byte, so that nothing of a file is lost.
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + boundary.group(1);
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        List<String> files = new ArrayList<>();
        int from = text.indexOf(delimiter);
        while (from >= 0 && !text.startsWith("--", from + delimiter.length())) {
            int start = from + delimiter.length();
            from = text.indexOf(delimiter, start);
            int content = text.indexOf(HEADERS_END, start);
            if (from < 0 || content < 0 || content > from) {
                break;
            }
            String headers = text.substring(start, content);
            String value = text.substring(Math.min(content + HEADERS_END.length(), from), from);
            Matcher name = NAME.matcher(headers);
            if (!name.find()) {
                throw new BadFieldException(null, "a part of the form has no name");
            }
            if (!FILE.matcher(headers).find()) {
                fields.put(name.group(1), value(value));
            } else if (!value.isEmpty()) {
                files.add(name.group(1));
            }
        }
        if (from < 0) {
            throw new BadFieldException(null, "the form does not end");
        }
        return new Form(new JsonValue.Obj(fields), files);
    }

    private static JsonValue value(String bytes) {
        return DIGITS.matcher(bytes).matches()
                ? new JsonValue.Num(bytes)
                : new JsonValue.Str(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
