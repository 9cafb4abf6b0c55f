package dev.darkroom.api.http;

import dev.darkroom.activities.blob.ImageProbe;
import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.InlineImage;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageSize;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images that requests give to work from: read as far as it can be done without fetching or decoding anything. */
@Singleton
public final class ImageInputs {

    /** How many bytes an image in a data URI may have, decoded. */
    public static final int INLINE_BYTES_MAX = 4 * 1024 * 1024;

    private static final String DATA = "data:";
    private static final Pattern DATA_URI = Pattern.compile("data:image/(?:png|jpeg|webp|gif);base64,");
    private static final int HEADER_MAX = 40;
    private static final int MILLION = 1_000_000;

    private final CallbackUrls urls;

    ImageInputs(CallbackUrls urls) {
        this.urls = urls;
    }

    /**
     * Reads an image by its text: a data URI, the id of an artifact, or a URL.
     *
     * @param field the path of the field
     * @throws BadFieldException where it is no URL that may be fetched
     * @throws BadImageException where it is a data URI without an image in it
     */
    public ImageInput read(String field, String text) {
        if (text.regionMatches(true, 0, DATA, 0, DATA.length())) {
            return readDataUri(field, text);
        }
        Optional<ArtifactId> artifact = ArtifactIds.parse(text);
        return artifact.isPresent()
                ? ImageInput.reference(field, new ImageInput.Artifact(artifact.get()))
                : readUrl(field, text);
    }

    /** Reads a list of images, each by its text. */
    public List<ImageInput> readAll(String field, List<String> texts) {
        List<ImageInput> inputs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            inputs.add(read("%s[%d]".formatted(field, i), texts.get(i)));
        }
        return inputs;
    }

    /**
     * Reads an image behind a URL.
     *
     * @throws BadFieldException where it is none that may be fetched
     */
    public ImageInput readUrl(String field, String url) {
        urls.objection(url).ifPresent(objection -> {
            throw new BadFieldException(field, objection);
        });
        return ImageInput.reference(field, new ImageInput.Url(url));
    }

    /**
     * Reads an image in a data URI.
     *
     * @throws BadImageException where there is no image in it
     */
    public ImageInput readDataUri(String field, String text) {
        Matcher header = DATA_URI.matcher(text).region(0, Math.min(text.length(), HEADER_MAX));
        if (!header.lookingAt()) {
            throw new BadImageException(field, "must begin like data:image/png;base64, with png, jpeg, webp or gif");
        }
        return readBytes(field, decoded(field, text.substring(header.end())));
    }

    /**
     * Reads an image of these bytes, which are not copied.
     *
     * @throws BadImageException where they are no whole image within the bounds
     */
    public ImageInput readBytes(String field, byte[] bytes) {
        ImageProbe probe = new ImageProbe();
        probe.update(bytes, 0, bytes.length);
        ImageProbe.Image image = probe.image()
                .orElseThrow(() -> new BadImageException(
                        field,
                        "is not a whole PNG, JPEG, WebP or GIF image of at most %d pixels a side and %d million in all"
                                .formatted(ImageSize.SIDE_MAX, ImageSize.INPUT_AREA_MAX / MILLION)));
        return ImageInput.reference(field, new ImageInput.Inline(new InlineImage(bytes, image.size(), probe.sha256())));
    }

    private static byte[] decoded(String field, String base64) {
        if (base64.length() / 4 * 3 > INLINE_BYTES_MAX + 3) {
            throw tooLarge(field);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length > INLINE_BYTES_MAX) {
                throw tooLarge(field);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new BadImageException(field, "is not base64");
        }
    }

    private static BadImageException tooLarge(String field) {
        return new BadImageException(field, "must have at most %d bytes".formatted(INLINE_BYTES_MAX));
    }
}
