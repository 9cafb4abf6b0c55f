package dev.darkroom.activities.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A JSON value of another system. It is read strictly: no field twice, one value and nothing after it, at most
 * {@value #DEPTH_MAX} levels; what it means is asked for field by field, and what is of another type is not there.
 */
public final class Json {

    static final int DEPTH_MAX = 32;
    private static final int NUMBER_LENGTH_MAX = 100;
    private static final int NAME_LENGTH_MAX = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode value;

    private Json(JsonNode value) {
        this.value = value;
    }

    /**
     * Reads one value.
     *
     * @param bytes as many as the caller is willing to keep in memory several times over
     */
    public static Json read(byte[] bytes) throws MalformedJsonException {
        try {
            JsonNode value = MAPPER.readTree(bytes);
            if (value.isMissingNode()) {
                throw new MalformedJsonException();
            }
            return new Json(value);
        } catch (IOException e) {
            throw new MalformedJsonException();
        }
    }

    /**
     * Writes an object.
     *
     * @param fields whose values are texts, numbers, booleans, and lists and maps of such
     */
    public static byte[] write(Map<String, ?> fields) {
        try {
            return MAPPER.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value.isObject();
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return value.isBoolean() && value.booleanValue();
    }

    /** Its text, where it is a string. */
    public Optional<String> text() {
        return Optional.ofNullable(value.textValue());
    }

    /** Its number, where it is one. */
    public Optional<BigDecimal> number() {
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    /** A field of an object; empty where it is not there or null. */
    public Optional<Json> field(String name) {
        return value.hasNonNull(name) ? Optional.of(new Json(value.get(name))) : Optional.empty();
    }

    /** The text of a field. */
    public Optional<String> text(String name) {
        return field(name).flatMap(Json::text);
    }

    /** The items of a field that is an array; empty where it is none, which is not to be told from an empty one. */
    public List<Json> items(String name) {
        return hasArray(name)
                ? StreamSupport.stream(value.get(name).spliterator(), false)
                        .map(Json::new)
                        .toList()
                : List.of();
    }

    /** Whether a field is an array. */
    public boolean hasArray(String name) {
        return value.path(name).isArray();
    }
}
