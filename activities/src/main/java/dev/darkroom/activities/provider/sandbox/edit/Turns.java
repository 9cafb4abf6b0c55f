package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** Cuts, turns and flips pictures. Every pixel that stays keeps its value. */
final class Turns {

    private static final double CENTRE = 0.6;

    private Turns() {}

    static BufferedImage square(BufferedImage picture) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        return middle(picture, side, side);
    }

    static BufferedImage centre(BufferedImage picture) {
        return middle(picture, (int) Math.max(1, Math.round(picture.getWidth() * CENTRE)), (int)
                Math.max(1, Math.round(picture.getHeight() * CENTRE)));
    }

    /** Turns clockwise. */
    static BufferedImage turn(BufferedImage picture, int quarters) {
        BufferedImage turned = picture;
        for (int i = 0; i < quarters; i++) {
            turned = quarter(turned);
        }
        return turned;
    }

    /** Left becomes right, or above becomes below. */
    static BufferedImage flip(BufferedImage picture, boolean over) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage flipped = Argb.blank(width, height);
        int[] from = Argb.pixels(picture);
        int[] into = Argb.pixels(flipped);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                into[y * width + x] = over ? from[(height - 1 - y) * width + x] : from[y * width + width - 1 - x];
            }
        }
        return flipped;
    }

    private static BufferedImage quarter(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage turned = Argb.blank(/* width= */ height, /* height= */ width);
        int[] from = Argb.pixels(picture);
        int[] into = Argb.pixels(turned);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                into[x * height + height - 1 - y] = from[y * width + x];
            }
        }
        return turned;
    }

    private static BufferedImage middle(BufferedImage picture, int width, int height) {
        int left = (picture.getWidth() - width) / 2;
        int top = (picture.getHeight() - height) / 2;
        return Argb.part(picture, new Rectangle(left, top, width, height));
    }
}
