package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the background of a picture: what hangs together with a corner by colours that change little by little and do
 * not stray too far from the corner's.
 */
final class Cutout {

    private static final int STEP_MAX = 18;
    private static final int[] AWAY_MAX = {320, 120, 40};
    private static final double SUBJECT_MIN = 0.03;
    private static final int NEIGHBOURS = 9;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final BitSet background;
    private final int awayMax;
    private int[] open = new int[1024];
    private int count;

    private Cutout(BufferedImage picture, int awayMax) {
        this.awayMax = awayMax;
        width = picture.getWidth();
        height = picture.getHeight();
        pixels = Argb.pixels(picture);
        background = new BitSet(pixels.length);
    }

    /** Makes the background transparent, in place; the pixels at its edge become half so. */
    static void cut(BufferedImage picture) {
        for (int awayMax : AWAY_MAX) {
            Cutout cutout = new Cutout(picture, awayMax);
            cutout.fill(0, 0);
            cutout.fill(cutout.width - 1, 0);
            cutout.fill(0, cutout.height - 1);
            cutout.fill(cutout.width - 1, cutout.height - 1);
            if (cutout.leavesSubject()) {
                cutout.clear();
                return;
            }
        }
    }

    /** A soft picture can be taken for background as a whole: then less of it is looked for. */
    private boolean leavesSubject() {
        return pixels.length - background.cardinality() >= SUBJECT_MIN * pixels.length;
    }

    private void fill(int x, int y) {
        int corner = pixels[y * width + x];
        take(y * width + x);
        while (count > 0) {
            int at = open[--count];
            int column = at % width;
            spread(corner, at, at - 1, column > 0);
            spread(corner, at, at + 1, column < width - 1);
            spread(corner, at, at - width, at >= width);
            spread(corner, at, at + width, at < pixels.length - width);
        }
    }

    private void spread(int corner, int from, int to, boolean exists) {
        if (exists
                && !background.get(to)
                && distance(pixels[from], pixels[to]) <= STEP_MAX
                && distance(corner, pixels[to]) <= awayMax) {
            take(to);
        }
    }

    private void take(int at) {
        if (background.get(at)) {
            return;
        }
        background.set(at);
        if (count == open.length) {
            open = Arrays.copyOf(open, 2 * count);
        }
        open[count++] = at;
    }

    private void clear() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                int kept = background.get(at) ? 0 : foreground(x, y);
                int alpha = Argb.alpha(pixels[at]) * kept / NEIGHBOURS;
                pixels[at] = (pixels[at] & 0xFFFFFF) | (alpha << 24);
            }
        }
    }

    /** How many of a pixel and its neighbours are no background; beyond the edge everything is like the pixel. */
    private int foreground(int x, int y) {
        int kept = 0;
        for (int v = y - 1; v <= y + 1; v++) {
            for (int u = x - 1; u <= x + 1; u++) {
                boolean inside = u >= 0 && v >= 0 && u < width && v < height;
                kept += inside && background.get(v * width + u) ? 0 : 1;
            }
        }
        return kept;
    }

    /** The sum of the differences of the colours; transparent pixels are all alike. */
    private static int distance(int first, int second) {
        if (Argb.alpha(first) == 0 || Argb.alpha(second) == 0) {
            return Argb.alpha(first) == Argb.alpha(second) ? 0 : Integer.MAX_VALUE;
        }
        return Math.abs(Argb.red(first) - Argb.red(second))
                + Math.abs(Argb.green(first) - Argb.green(second))
                + Math.abs(Argb.blue(first) - Argb.blue(second));
    }
}
