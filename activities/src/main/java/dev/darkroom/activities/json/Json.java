package dev.darkroom.activities.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of another system. It is read strictly: UTF-8, no field twice, one value and nothing after it, at most
 * {@value #DEPTH_MAX} levels; what it means is asked for field by field, and what is of another type is not there.
 */
public final class Json {

    static final int DEPTH_MAX = 32;
    private static final int NUMBER_LENGTH_MAX = 100;
    private static final int NAME_LENGTH_MAX = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .build();

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Reads one value.
     *
     * @param bytes as many as the caller is willing to keep in memory several times over
     */
    public static Json read(byte[] bytes) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException();
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException();
            }
            return new Json(value);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException();
        } catch (MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes an object.
     *
     * @param fields whose values are texts, numbers, booleans, and lists and maps of such
     */
    public static byte[] write(Map<String, ?> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(fields, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** Its text, where it is a string. */
    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Its number, where it is one. */
    public Optional<BigDecimal> number() {
        return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    /** A field of an object; empty where it is not there or null. */
    public Optional<Json> field(String name) {
        return value instanceof Map<?, ?> fields && fields.get(name) != null
                ? Optional.of(new Json(fields.get(name)))
                : Optional.empty();
    }

    /** The text of a field. */
    public Optional<String> text(String name) {
        return field(name).flatMap(Json::text);
    }

    /** The items of a field that is an array; empty where it is none, which is not to be told from an empty one. */
    public List<Json> items(String name) {
        return field(name).map(Json::items).orElse(List.of());
    }

    private List<Json> items() {
        List<Json> items = new ArrayList<>();
        if (value instanceof List<?> values) {
            values.forEach(each -> items.add(new Json(each)));
        }
        return items;
    }

    /** Whether a field is an array. */
    public boolean hasArray(String name) {
        return field(name).filter(field -> field.value instanceof List<?>).isPresent();
    }

    private static String text(byte[] bytes) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException();
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case String text -> generator.writeString(text);
            case BigDecimal number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Boolean bool -> generator.writeBoolean(bool);
            case List<?> items -> {
                generator.writeStartArray();
                for (Object item : items) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> fields -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    generator.writeFieldName(String.valueOf(field.getKey()));
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            default -> throw new IllegalArgumentException("JSON has no such value");
        }
    }
}
