package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Brings pictures into other sizes. A picture that has the size already stays as it is, to the pixel. */
final class Fit {

    private static final double BACKDROP_LIGHT = 0.55;
    private static final int BACKDROP_BLUR = 24;

    private Fit() {}

    /** Fills the size and keeps the ratio: what stands out on two sides is cut off. */
    static BufferedImage cover(BufferedImage picture, int width, int height) {
        if (is(picture, width, height)) {
            return picture;
        }
        Rectangle window = window(picture.getWidth(), picture.getHeight(), width, height);
        return scale(Argb.part(picture, window), width, height);
    }

    /** The part of a picture, in the middle, that fills a size of another ratio. */
    static Rectangle window(int pictureWidth, int pictureHeight, int width, int height) {
        long wide = (long) pictureWidth * height;
        long high = (long) pictureHeight * width;
        int across = wide <= high ? pictureWidth : (int) Math.max(1, Math.round((double) high / height));
        int down = wide <= high ? (int) Math.max(1, Math.round((double) wide / width)) : pictureHeight;
        return new Rectangle((pictureWidth - across) / 2, (pictureHeight - down) / 2, across, down);
    }

    /**
     * Shows the whole picture in the size and keeps the ratio: what stays free on two sides is filled with the picture
     * itself, dim and out of focus, or stays transparent where the picture is so somewhere.
     */
    static BufferedImage contain(BufferedImage picture, int width, int height) {
        if (is(picture, width, height)) {
            return picture;
        }
        Rectangle inner = inner(picture.getWidth(), picture.getHeight(), width, height);
        BufferedImage whole = isOpaque(picture) ? backdrop(picture, width, height) : Argb.blank(width, height);
        Graphics2D canvas = whole.createGraphics();
        try {
            canvas.drawImage(scale(picture, inner.width, inner.height), inner.x, inner.y, null);
        } finally {
            canvas.dispose();
        }
        return whole;
    }

    /** Where a picture of a ratio lies, in the middle of a size, as large as it can. */
    static Rectangle inner(int pictureWidth, int pictureHeight, int width, int height) {
        double scale = Math.min((double) width / pictureWidth, (double) height / pictureHeight);
        int across = Math.clamp(Math.round(pictureWidth * scale), 1, width);
        int down = Math.clamp(Math.round(pictureHeight * scale), 1, height);
        return new Rectangle((width - across) / 2, (height - down) / 2, across, down);
    }

    /** Halves the sides while they are more than twice too long, so that no pixel is passed over. */
    static BufferedImage scale(BufferedImage picture, int width, int height) {
        BufferedImage scaled = picture;
        while (!is(scaled, width, height)) {
            int across = Math.max(width, Math.min(scaled.getWidth(), (scaled.getWidth() + 1) / 2));
            int down = Math.max(height, Math.min(scaled.getHeight(), (scaled.getHeight() + 1) / 2));
            scaled = step(scaled, across, down);
        }
        return scaled;
    }

    private static BufferedImage step(BufferedImage picture, int width, int height) {
        BufferedImage scaled = Argb.blank(width, height);
        Graphics2D canvas = scaled.createGraphics();
        try {
            canvas.setComposite(AlphaComposite.Src);
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(picture, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return scaled;
    }

    private static BufferedImage backdrop(BufferedImage picture, int width, int height) {
        BufferedImage backdrop = Argb.copy(cover(picture, width, height));
        Focus.blur(backdrop, Math.max(1, Math.min(width, height) / BACKDROP_BLUR));
        Tones.dim(backdrop, BACKDROP_LIGHT);
        return backdrop;
    }

    private static boolean isOpaque(BufferedImage picture) {
        for (int pixel : Argb.pixels(Argb.of(picture))) {
            if (Argb.alpha(pixel) != 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(BufferedImage picture, int width, int height) {
        return picture.getWidth() == width && picture.getHeight() == height;
    }
}
