package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.BitSet;

/**
 * Where a picture may be changed. A mask with a wholly transparent pixel says so by those; any other one by its light
 * pixels.
 */
final class Mask {

    private static final int LIGHT = 128;

    private final int width;
    private final BitSet open;
    private final Rectangle bounds;

    private Mask(int width, BitSet open, Rectangle bounds) {
        this.width = width;
        this.open = open;
        this.bounds = bounds;
    }

    /** The mask for a picture that covers a size as {@link Fit#cover} does. */
    static Mask covering(BufferedImage mask, int width, int height) {
        BitSet said = said(Argb.pixels(mask));
        Rectangle window = Fit.window(mask.getWidth(), mask.getHeight(), width, height);
        BitSet open = new BitSet(width * height);
        Rectangle bounds = new Rectangle();
        for (int y = 0; y < height; y++) {
            int row = window.y + (int) ((long) y * window.height / height);
            int first = width;
            int last = -1;
            for (int x = 0; x < width; x++) {
                int column = window.x + (int) ((long) x * window.width / width);
                if (said.get(row * mask.getWidth() + column)) {
                    open.set(y * width + x);
                    first = Math.min(first, x);
                    last = x;
                }
            }
            Rectangle line = new Rectangle(first, y, last - first + 1, 1);
            if (last >= 0) {
                bounds = bounds.isEmpty() ? line : bounds.union(line);
            }
        }
        return new Mask(width, open, bounds);
    }

    /** Whether nothing may be changed. */
    boolean isClosed() {
        return open.isEmpty();
    }

    /** The smallest rectangle around all that may be changed. */
    Rectangle bounds() {
        return new Rectangle(bounds);
    }

    /** Puts the pixels of a part that lies in the mask's bounds into the picture, where it may be changed. */
    void paste(BufferedImage part, BufferedImage picture) {
        int[] from = Argb.pixels(part);
        int[] into = Argb.pixels(picture);
        for (int at = open.nextSetBit(0); at >= 0; at = open.nextSetBit(at + 1)) {
            int x = at % width - bounds.x;
            int y = at / width - bounds.y;
            into[at] = from[y * bounds.width + x];
        }
    }

    private static BitSet said(int[] pixels) {
        BitSet transparent = new BitSet(pixels.length);
        BitSet light = new BitSet(pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            if (Argb.alpha(pixels[i]) == 0) {
                transparent.set(i);
            }
            if (Argb.luminance(pixels[i]) >= LIGHT) {
                light.set(i);
            }
        }
        return transparent.isEmpty() ? light : transparent;
    }
}
