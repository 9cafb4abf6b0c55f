package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Looks for things in pictures. */
public final class Seen {

    private Seen() {}

    /** The smallest rectangle around all pixels of a colour; empty where there are none. */
    public static Rectangle box(BufferedImage picture, Color color, int tolerance) {
        int[] pixels = Argb.pixels(Argb.of(picture));
        return box(picture.getWidth(), pixels.length, at -> isLike(pixels[at], color, tolerance));
    }

    /** How many pixels of a colour there are. */
    public static int count(BufferedImage picture, Color color, int tolerance) {
        int[] pixels = Argb.pixels(Argb.of(picture));
        return (int) IntStream.of(pixels)
                .filter(pixel -> isLike(pixel, color, tolerance))
                .count();
    }

    /** The smallest rectangle around all pixels that differ; empty where there are none. */
    public static Rectangle changes(BufferedImage before, BufferedImage after) {
        int[] first = Argb.pixels(Argb.of(before));
        int[] second = Argb.pixels(Argb.of(after));
        return box(before.getWidth(), first.length, at -> first[at] != second[at]);
    }

    private static Rectangle box(int width, int count, IntPredicate wanted) {
        return IntStream.range(0, count)
                .filter(wanted)
                .mapToObj(at -> new Rectangle(at % width, at / width, 1, 1))
                .reduce(Rectangle::union)
                .orElseGet(Rectangle::new);
    }

    private static boolean isLike(int pixel, Color color, int tolerance) {
        return Argb.alpha(pixel) == 255
                && Math.abs(Argb.red(pixel) - color.getRed()) <= tolerance
                && Math.abs(Argb.green(pixel) - color.getGreen()) <= tolerance
                && Math.abs(Argb.blue(pixel) - color.getBlue()) <= tolerance;
    }
}
