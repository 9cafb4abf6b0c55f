package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.image.BufferedImage;

/** A picture as it looks before it is finished. */
public final class Preview {

    private static final int FIRST = 14;
    private static final int FINER = 3;

    private Preview() {}

    /**
     * A coarse copy of a picture, in its size.
     *
     * @param number from 0: each is finer than the one before
     */
    public static BufferedImage of(BufferedImage picture, int number) {
        BufferedImage coarse = Argb.copy(picture);
        int side = Math.min(picture.getWidth(), picture.getHeight());
        int block = Math.max(1, (int) (side / (FIRST * StrictMath.pow(FINER, number))));
        Focus.pixelate(coarse, block);
        Focus.blur(coarse, Math.max(1, block / 3));
        return coarse;
    }
}
