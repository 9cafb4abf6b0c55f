package dev.darkroom.workflows.domain.job;

/**
 * Pixels.
 *
 * @param width 1 to {@value #SIDE_MAX}
 * @param height 1 to {@value #SIDE_MAX}
 */
public record ImageSize(int width, int height) {

    public static final int SIDE_MAX = 8192;

    public ImageSize {
        if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
            throw new IllegalArgumentException("an image's sides have 1 to 8192 pixels");
        }
    }

    /** {@code 1024x768}. */
    public String text() {
        return width + "x" + height;
    }
}
