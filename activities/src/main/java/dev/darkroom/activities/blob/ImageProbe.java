package dev.darkroom.activities.blob;

import dev.darkroom.activities.image.ImageWalk;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at bytes as they pass: how many, their SHA-256, and which image they are. What counts is the bytes alone, never
 * a name or a content type that came with them. {@link ImageWalk} says what is checked, and what is not.
 */
public final class ImageProbe {

    private final MessageDigest sha256 = digest();
    private final byte[] magic = new byte[ImageWalk.MAGIC];
    private @Nullable ImageWalk walk;
    private long count;

    /** Takes the next bytes. */
    public void update(byte[] buffer, int offset, int length) {
        sha256.update(buffer, offset, length);
        int used = keepMagic(buffer, offset, length);
        count += length;
        if (walk != null) {
            walk.take(buffer, offset + used, length - used);
        }
    }

    /** How many bytes have passed. */
    public long count() {
        return count;
    }

    /** The SHA-256 of them all, 64 hexadecimal digits. To be called once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Which format the first bytes are of; empty where it is none that is allowed, or too few have passed. */
    public Optional<ImageFormat> format() {
        return Optional.ofNullable(walk).map(ImageWalk::format);
    }

    /** Whether it is no image, whatever follows: whoever reads may stop. */
    public boolean isBroken() {
        return walk == null ? count >= ImageWalk.MAGIC : walk.isBroken();
    }

    /**
     * What the bytes are as an image that a caller sent; empty where they are no whole image of an allowed format, or
     * one with more than {@value ImageSize#INPUT_AREA_MAX} pixels.
     */
    public Optional<Image> image() {
        return whole().filter(image -> image.size().area() <= ImageSize.INPUT_AREA_MAX);
    }

    /** What the bytes are as an image that is delivered; empty where they are no whole image of such a format. */
    public Optional<Image> delivered() {
        return whole().filter(image -> isDelivered(image.format()));
    }

    /** Whether images are delivered in a format, not only taken in. */
    static boolean isDelivered(ImageFormat format) {
        return switch (format) {
            case PNG, JPEG, WEBP -> true;
            case GIF -> false;
        };
    }

    /** A format and a size in pixels, as the header says. */
    public record Image(ImageFormat format, ImageSize size) {}

    private Optional<Image> whole() {
        return Optional.ofNullable(walk).flatMap(whole -> whole.whole().map(size -> new Image(whole.format(), size)));
    }

    /** Keeps the first bytes until they are enough to begin a walk with; how many of these it took for that. */
    private int keepMagic(byte[] buffer, int offset, int length) {
        if (count >= magic.length) {
            return 0;
        }
        int held = (int) count;
        int used = Math.min(length, magic.length - held);
        System.arraycopy(buffer, offset, magic, held, used);
        if (held + used == magic.length) {
            ImageWalk.begin(magic).ifPresent(begun -> {
                begun.take(magic, 0, magic.length);
                walk = begun;
            });
        }
        return used;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
