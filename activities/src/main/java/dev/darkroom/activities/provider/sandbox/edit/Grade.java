package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.image.BufferedImage;

/** How the images of one job differ: each is developed in its own way before it is edited, the first as it is. */
enum Grade {
    PLAIN(1, 1, 1, 1),
    WARM(1.18, 1.04, 0.8, 1),
    NIGHT(0.6, 0.68, 0.9, 1),
    LIGHT(1.32, 1.3, 1.26, 0.85),
    HARD(1, 1, 1, 1.55),
    FADED(1.05, 1, 0.98, 0.55),
    ROSE(1.16, 0.84, 1.02, 1),
    MOSS(0.84, 1.1, 0.8, 1.1),
    DEEP(0.66, 0.62, 0.62, 1.25),
    ICE(0.86, 1.08, 1.28, 0.9);

    private final double red;
    private final double green;
    private final double blue;
    private final double contrast;

    Grade(double red, double green, double blue, double contrast) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.contrast = contrast;
    }

    /** The grade of the image of that number, from 0. */
    static Grade of(int index) {
        return values()[index % values().length];
    }

    void apply(BufferedImage picture) {
        if (this == PLAIN) {
            return;
        }
        Tones.contrast(picture, contrast);
        Tones.balance(picture, red, green, blue);
    }
}
