package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.image.BufferedImage;

/** Blurs, sharpens and coarsens pictures, in place. */
final class Focus {

    private static final int PASSES = 3;
    private static final int CHANNELS = 4;
    private static final double SHARPER = 1.2;

    private Focus() {}

    /** Three passes of a box, which come close to a lens. */
    static void blur(BufferedImage picture, int radius) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = Argb.pixels(picture);
        for (int pass = 0; pass < PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                blurLine(pixels, y * width, 1, width, radius);
            }
            for (int x = 0; x < width; x++) {
                blurLine(pixels, x, width, height, radius);
            }
        }
    }

    /** What sets the picture off from a blurred copy of it, once more. */
    static void sharpen(BufferedImage picture, int radius) {
        BufferedImage soft = Argb.copy(picture);
        blur(soft, radius);
        int[] pixels = Argb.pixels(picture);
        int[] softer = Argb.pixels(soft);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Argb.pixel(
                    Argb.alpha(pixels[i]),
                    sharper(Argb.red(pixels[i]), Argb.red(softer[i])),
                    sharper(Argb.green(pixels[i]), Argb.green(softer[i])),
                    sharper(Argb.blue(pixels[i]), Argb.blue(softer[i])));
        }
    }

    /** Squares of one colour each. */
    static void pixelate(BufferedImage picture, int block) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = Argb.pixels(picture);
        for (int y = 0; y < height; y += block) {
            for (int x = 0; x < width; x += block) {
                level(pixels, width, x, y, Math.min(block, width - x), Math.min(block, height - y));
            }
        }
    }

    private static void level(int[] pixels, int width, int left, int top, int across, int down) {
        Sum sum = new Sum();
        for (int y = top; y < top + down; y++) {
            for (int x = left; x < left + across; x++) {
                sum.add(pixels[y * width + x], 1);
            }
        }
        int mean = sum.mean(across * down);
        for (int y = top; y < top + down; y++) {
            for (int x = left; x < left + across; x++) {
                pixels[y * width + x] = mean;
            }
        }
    }

    /** The mean of a window that moves along a line; at its ends the last pixel counts again. */
    private static void blurLine(int[] pixels, int start, int step, int count, int radius) {
        int[] line = new int[count];
        for (int i = 0; i < count; i++) {
            line[i] = pixels[start + i * step];
        }
        Sum sum = new Sum();
        for (int i = -radius; i <= radius; i++) {
            sum.add(line[Math.clamp(i, 0, count - 1)], 1);
        }
        for (int i = 0; i < count; i++) {
            pixels[start + i * step] = sum.mean(2 * radius + 1);
            sum.add(line[Math.min(i + radius + 1, count - 1)], 1);
            sum.add(line[Math.max(i - radius, 0)], -1);
        }
    }

    private static int sharper(int value, int soft) {
        return (int) Math.clamp(Math.round(value + SHARPER * (value - soft)), 0L, 255L);
    }

    /** Colours weigh as much as they are opaque, so that what cannot be seen does not bleed. */
    private static final class Sum {

        private final long[] sums = new long[CHANNELS];

        void add(int pixel, int sign) {
            long alpha = sign * (long) Argb.alpha(pixel);
            sums[0] += alpha;
            sums[1] += alpha * Argb.red(pixel);
            sums[2] += alpha * Argb.green(pixel);
            sums[3] += alpha * Argb.blue(pixel);
        }

        int mean(int count) {
            long alpha = sums[0];
            return alpha == 0
                    ? 0
                    : Argb.pixel(
                            (int) ((alpha + count / 2) / count), share(1, alpha), share(2, alpha), share(3, alpha));
        }

        private int share(int channel, long alpha) {
            return (int) ((sums[channel] + alpha / 2) / alpha);
        }
    }
}
