package dev.darkroom.workflows.domain.job;

/**
 * Pixels.
 *
 * @param width 1 to {@value #SIDE_MAX}
 * @param height 1 to {@value #SIDE_MAX}
 */
public record ImageSize(int width, int height) {

    public static final int SIDE_MAX = 8192;

    /** How many pixels an image that a caller sends may have in all. */
    public static final int INPUT_AREA_MAX = 50_000_000;

    private static final int SIDE_STEP = 8;
    private static final double RATIO_MAX = 4;

    public ImageSize {
        if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
            throw new IllegalArgumentException("an image's sides have 1 to 8192 pixels");
        }
    }

    /**
     * A size of about this one's area in the ratio of another: sides that are multiples of 8, and no ratio beyond 4:1.
     */
    public ImageSize inRatioOf(ImageSize other) {
        double asked = (double) other.width / other.height;
        double ratio = Math.clamp(asked, 1 / RATIO_MAX, RATIO_MAX);
        double area = (double) width * height;
        return new ImageSize(side(Math.sqrt(area * ratio)), side(Math.sqrt(area / ratio)));
    }

    private static int side(double pixels) {
        int steps = (int) Math.round(pixels / SIDE_STEP);
        return Math.clamp((long) steps * SIDE_STEP, SIDE_STEP, SIDE_MAX);
    }

    /** How many pixels it has in all. */
    public int area() {
        return width * height;
    }

    /** {@code 1024x768}. */
    public String text() {
        return width + "x" + height;
    }
}
