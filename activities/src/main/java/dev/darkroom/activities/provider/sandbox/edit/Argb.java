package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;

/** Pictures of one kind, so that every edit may rely on it: an int per pixel, alpha first, not premultiplied. */
final class Argb {

    private static final int OPAQUE = 0xFF;

    private Argb() {}

    static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    /** The picture as it is, or a copy of it in our kind. Every pixel keeps its value. */
    static BufferedImage of(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_INT_ARGB) {
            return picture;
        }
        return isGray(picture) ? ofGray(picture) : copy(picture);
    }

    static BufferedImage copy(BufferedImage picture) {
        return part(picture, new Rectangle(picture.getWidth(), picture.getHeight()));
    }

    /** A copy of a part of the picture. */
    static BufferedImage part(BufferedImage picture, Rectangle part) {
        BufferedImage copy = blank(part.width, part.height);
        Graphics2D canvas = copy.createGraphics();
        try {
            // Replaces pixels instead of blending them, which would round those that are half transparent.
            canvas.setComposite(AlphaComposite.Src);
            canvas.drawImage(picture, -part.x, -part.y, null);
        } finally {
            canvas.dispose();
        }
        return copy;
    }

    /** The pixels themselves, row by row: what is written there is in the picture. */
    static int[] pixels(BufferedImage picture) {
        return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    }

    static int pixel(int alpha, int red, int green, int blue) {
        return (alpha << 24) | (red << 16) | (green << 8) | blue;
    }

    static int alpha(int pixel) {
        return pixel >>> 24;
    }

    static int red(int pixel) {
        return (pixel >> 16) & 0xFF;
    }

    static int green(int pixel) {
        return (pixel >> 8) & 0xFF;
    }

    static int blue(int pixel) {
        return pixel & 0xFF;
    }

    /** How bright a pixel looks, 0 to 255. */
    static int luminance(int pixel) {
        return (299 * red(pixel) + 587 * green(pixel) + 114 * blue(pixel) + 500) / 1000;
    }

    private static boolean isGray(BufferedImage picture) {
        return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Java takes the samples of grey pictures for linear light and would make them brighter than they are. */
    private static BufferedImage ofGray(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int width = picture.getWidth();
        int down = Math.max(0, raster.getSampleModel().getSampleSize(0) - Byte.SIZE);
        boolean hasAlpha = raster.getNumBands() > 1;
        BufferedImage copy = blank(width, picture.getHeight());
        int[] pixels = pixels(copy);
        int[] grays = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, grays);
            if (hasAlpha) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int gray = grays[x] >> down;
                pixels[y * width + x] = pixel(hasAlpha ? alphas[x] >> down : OPAQUE, gray, gray, gray);
            }
        }
        return copy;
    }
}
