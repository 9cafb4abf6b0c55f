package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.InlineImage;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.BadImageException;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A request for an edit as a {@code multipart/form-data} body.
 *
 * @param fields its texts, as JSON would say them
 * @param images in their order
 * @param mask null where there is none
 */
record OpenAiForm(
        JsonValue.Obj fields,
        List<ImageInput> images,
        @Nullable ImageInput mask) {

    private static final String IMAGE = "image";
    private static final String IMAGES = "image[]";
    private static final String MASK = "mask";
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})");
    private static final List<String> INTEGERS = List.of("n", "output_compression", "partial_images");
    private static final String FLAG = "stream";

    OpenAiForm {
        images = List.copyOf(images);
    }

    /**
     * Reads a form.
     *
     * @throws BadFieldException where it is none, or has a part twice, or a text where a file belongs
     * @throws BadImageException where a file is no image
     */
    static OpenAiForm read(MultipartBody body, ImageInputs inputs) {
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        List<ImageInput> images = new ArrayList<>();
        ImageInput mask = null;
        for (Part part : parts(body)) {
            boolean image = part.name.equals(IMAGE) || part.name.equals(IMAGES);
            if (part.file != (image || part.name.equals(MASK))) {
                throw new BadFieldException(part.name, part.file ? "must not be a file" : "must be a file");
            }
            if (image) {
                images.add(inputs.readBytes(IMAGE, part.bytes));
            } else if ((part.file ? mask : fields.get(part.name)) != null) {
                throw new BadFieldException(part.name, "must not be there twice");
            } else if (part.file) {
                mask = inputs.readBytes(MASK, part.bytes).asMask();
            } else {
                fields.put(part.name, value(part.name, part.text()));
            }
        }
        if (images.isEmpty() || images.size() > OpenAiRequest.REFERENCES_MAX) {
            throw new BadFieldException(
                    IMAGE,
                    images.isEmpty()
                            ? "is required"
                            : "must have at most %d images".formatted(OpenAiRequest.REFERENCES_MAX));
        }
        return new OpenAiForm(new JsonValue.Obj(fields), images, mask);
    }

    /** What tells it from another request: its texts, and the digests of its files. */
    JsonValue.Obj body() {
        SequencedMap<String, JsonValue> all = new LinkedHashMap<>(fields.fields());
        all.put(IMAGE, new JsonValue.Arr(images.stream().map(OpenAiForm::digest).toList()));
        if (mask != null) {
            all.put(MASK, digest(mask));
        }
        return new JsonValue.Obj(all);
    }

    /** All images, the mask last. */
    List<ImageInput> inputs() {
        List<ImageInput> all = new ArrayList<>(images);
        if (mask != null) {
            all.add(mask);
        }
        return all;
    }

    private static JsonValue digest(ImageInput image) {
        return switch (image.source()) {
            case ImageInput.Inline(InlineImage file) -> new JsonValue.Str(file.sha256());
            case ImageInput.Artifact _, ImageInput.Output _, ImageInput.Sibling _, ImageInput.Url _ ->
                throw new IllegalStateException("a form has files");
        };
    }

    private static JsonValue value(String name, String text) {
        if (INTEGERS.contains(name) && INTEGER.matcher(text).matches()) {
            return new JsonValue.Num(text);
        }
        if (name.equals(FLAG) && (text.equals("true") || text.equals("false"))) {
            return new JsonValue.Bool(text.equals("true"));
        }
        return new JsonValue.Str(text);
    }

    private static List<Part> parts(MultipartBody body) {
        List<Part> parts = Flux.from(body)
                .map(Part::new)
                .collectList()
                .onErrorMap(DecoderException.class, e -> new BadFieldException(null, "the body is no multipart form"))
                .block();
        return Objects.requireNonNull(parts);
    }

    /** A part, which is taken out of the framework's buffers as it comes. */
    private static final class Part {

        private final String name;
        private final boolean file;
        private final byte[] bytes;

        Part(CompletedPart part) {
            name = part.getName();
            file = part instanceof CompletedFileUpload;
            try {
                bytes = part.getBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (text.indexOf(0) < 0) {
                    return text;
                }
            } catch (CharacterCodingException e) {
                throw new BadFieldException(name, "is not UTF-8");
            }
            throw new BadFieldException(name, "must not contain NUL");
        }
    }
}
