package dev.darkroom.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads JSON as its standard says and no more: UTF-8, no field twice, no NUL, no lone surrogate, one value and nothing
 * after it, at most {@value #DEPTH_MAX} levels.
 */
public final class StrictJson {

    static final int DEPTH_MAX = 32;
    private static final int NUMBER_LENGTH_MAX = 400;
    private static final int NAME_LENGTH_MAX = 1000;
    private static final int EXPONENT_DIGITS_MAX = 3;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads one value.
     *
     * @throws BadFieldException where the bytes are not such JSON
     */
    public static JsonValue read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() == null) {
                throw new BadFieldException(null, "the body is empty; a JSON object is expected");
            }
            JsonValue value = value(parser, "");
            if (parser.nextToken() != null) {
                throw new BadFieldException(null, "there is more after the end of the JSON value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new BadFieldException(
                    null, "the JSON is nested too deeply, or has a number or a name that is too long");
        } catch (JsonProcessingException e) {
            throw new BadFieldException(null, reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadFieldException(null, "the body is not UTF-8");
        }
    }

    private static JsonValue value(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> new JsonValue.Str(clean(parser.getText(), path));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(bounded(parser.getText(), path));
            case VALUE_TRUE -> new JsonValue.Bool(true);
            case VALUE_FALSE -> new JsonValue.Bool(false);
            case VALUE_NULL -> new JsonValue.Null();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new BadFieldException(null, "the body is not JSON");
        };
    }

    private static JsonValue object(JsonParser parser, String path) throws IOException {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = clean(parser.currentName(), path);
            parser.nextToken();
            fields.put(name, value(parser, path.isEmpty() ? name : path + "." + name));
        }
        return new JsonValue.Obj(fields);
    }

    private static JsonValue array(JsonParser parser, String path) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return new JsonValue.Arr(items);
    }

    /** An exponent of more digits would be a number that nobody can write out. */
    private static String bounded(String number, String path) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent >= 0
                && number.substring(exponent + 1).replaceFirst("^[+-]?0*", "").length() > EXPONENT_DIGITS_MAX) {
            throw new BadFieldException(
                    path, "must not have an exponent beyond %d digits".formatted(EXPONENT_DIGITS_MAX));
        }
        return number;
    }

    private static String clean(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new BadFieldException(path, "must not contain NUL");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new BadFieldException(path, "must not contain a lone surrogate");
            }
        }
        return text;
    }

    /** A parser's own text can hold what it read, so only where it stopped is told. */
    private static String reason(JsonProcessingException e) {
        boolean duplicate = e.getOriginalMessage().startsWith("Duplicate field");
        String what = duplicate ? "the body has a field twice" : "the body is not JSON";
        return "%s (line %d, column %d)"
                .formatted(what, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
