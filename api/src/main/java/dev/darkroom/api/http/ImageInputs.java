package dev.darkroom.api.http;

import dev.darkroom.activities.blob.ImageProbe;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images that come inside a request, or by their URL: their form, before anything is fetched or stored. */
@Singleton
public final class ImageInputs {

    /** How many bytes an image inside a request may have, decoded. */
    public static final int INLINE_BYTES_MAX = 4 * 1024 * 1024;

    private static final String DATA = "data:";
    private static final Pattern DATA_URI = Pattern.compile("data:image/(?:png|jpeg|webp);base64,");
    private static final int HEADER_MAX = 40;

    private final CallbackUrls urls;

    ImageInputs(CallbackUrls urls) {
        this.urls = urls;
    }

    /**
     * Checks a data URI or a URL.
     *
     * @param field the path of the field
     * @throws BadFieldException where it is no URL that may be fetched
     * @throws BadImageException where it is a data URI without an image in it
     */
    public void check(String field, String text) {
        if (text.regionMatches(true, 0, DATA, 0, DATA.length())) {
            checkDataUri(field, text);
        } else {
            checkUrl(field, text);
        }
    }

    /**
     * Checks a URL.
     *
     * @throws BadFieldException where it is none that may be fetched
     */
    public void checkUrl(String field, String url) {
        urls.objection(url).ifPresent(objection -> {
            throw new BadFieldException(field, objection);
        });
    }

    /**
     * Checks a data URI.
     *
     * @throws BadImageException where there is no image in it
     */
    public void checkDataUri(String field, String text) {
        Matcher header = DATA_URI.matcher(text).region(0, Math.min(text.length(), HEADER_MAX));
        if (!header.lookingAt()) {
            throw new BadImageException(field, "must begin like data:image/png;base64, with png, jpeg or webp");
        }
        checkBytes(field, decoded(field, text.substring(header.end())));
    }

    /**
     * Checks the bytes of a file.
     *
     * @return their SHA-256, 64 hexadecimal digits
     * @throws BadImageException where they are no image
     */
    public String checkBytes(String field, byte[] bytes) {
        ImageProbe probe = new ImageProbe();
        probe.update(bytes, 0, bytes.length);
        if (probe.format().isEmpty()) {
            throw new BadImageException(field, "is not an image");
        }
        return probe.sha256();
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
