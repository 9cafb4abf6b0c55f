package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/** Changes of colour and light, pixel by pixel, in place. */
final class Tones {

    private static final double TINT = 0.6;

    private Tones() {}

    /** Every pixel in shades of one colour, with some of its own left. */
    static void tint(BufferedImage picture, Color color) {
        each(picture, pixel -> {
            double light = Argb.luminance(pixel) / 255.0;
            return rgb(
                    mix(Argb.red(pixel), shade(color.getRed(), light), TINT),
                    mix(Argb.green(pixel), shade(color.getGreen(), light), TINT),
                    mix(Argb.blue(pixel), shade(color.getBlue(), light), TINT));
        });
    }

    static void gray(BufferedImage picture) {
        each(picture, pixel -> {
            int light = Argb.luminance(pixel);
            return rgb(light, light, light);
        });
    }

    static void sepia(BufferedImage picture) {
        each(picture, pixel -> {
            int light = Argb.luminance(pixel);
            return rgb(light * 1.12 + 14, light * 0.94 + 4, light * 0.72 - 6);
        });
    }

    static void warm(BufferedImage picture) {
        balance(picture, 1.14, 1.02, 0.8);
    }

    static void cold(BufferedImage picture) {
        balance(picture, 0.8, 0.98, 1.16);
    }

    static void brighten(BufferedImage picture) {
        each(picture, pixel -> rgb(lift(Argb.red(pixel)), lift(Argb.green(pixel)), lift(Argb.blue(pixel))));
    }

    static void darken(BufferedImage picture) {
        dim(picture, 0.62);
    }

    static void invert(BufferedImage picture) {
        each(picture, pixel -> ~pixel & 0xFFFFFF);
    }

    /** So much of the light. */
    static void dim(BufferedImage picture, double share) {
        balance(picture, share, share, share);
    }

    /** So much of each colour. */
    static void balance(BufferedImage picture, double red, double green, double blue) {
        each(picture, pixel -> rgb(Argb.red(pixel) * red, Argb.green(pixel) * green, Argb.blue(pixel) * blue));
    }

    /** Moves each colour away from the middle grey, or towards it. */
    static void contrast(BufferedImage picture, double share) {
        each(
                picture,
                pixel -> rgb(
                        128 + (Argb.red(pixel) - 128) * share,
                        128 + (Argb.green(pixel) - 128) * share,
                        128 + (Argb.blue(pixel) - 128) * share));
    }

    /** Darker towards the corners. */
    static void vignette(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = Argb.pixels(picture);
        for (int y = 0; y < height; y++) {
            double v = 2 * (y + 0.5) / height - 1;
            for (int x = 0; x < width; x++) {
                double u = 2 * (x + 0.5) / width - 1;
                double away = Math.clamp((u * u + v * v - 0.35) / 1.5, 0.0, 1.0);
                double light = 1 - 0.72 * away * (2 - away);
                int pixel = pixels[y * width + x];
                pixels[y * width + x] = (pixel & 0xFF000000)
                        | rgb(Argb.red(pixel) * light, Argb.green(pixel) * light, Argb.blue(pixel) * light);
            }
        }
    }

    private static void each(BufferedImage picture, IntUnaryOperator change) {
        int[] pixels = Argb.pixels(picture);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] & 0xFF000000) | change.applyAsInt(pixels[i]);
        }
    }

    private static double lift(int value) {
        return value + (255 - value) * 0.32;
    }

    /** Dark, the colour itself, or light: as bright as it says. */
    private static double shade(int value, double light) {
        return light < 0.5 ? value * 2 * light : value + (255 - value) * (2 * light - 1) * 0.7;
    }

    private static double mix(int first, double second, double share) {
        return first + (second - first) * share;
    }

    private static int rgb(double red, double green, double blue) {
        return Argb.pixel(0, whole(red), whole(green), whole(blue));
    }

    private static int whole(double value) {
        return (int) Math.clamp(Math.round(value), 0L, 255L);
    }
}
