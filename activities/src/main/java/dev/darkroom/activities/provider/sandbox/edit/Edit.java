package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/** One change to a picture that a prompt asks for. */
sealed interface Edit {

    /** Those that need no more words. */
    enum Change implements Edit {
        GRAY,
        SEPIA,
        WARM,
        COLD,
        BRIGHTEN,
        DARKEN,
        INVERT,
        BLUR,
        SHARPEN,
        PIXELATE,
        VIGNETTE,
        /** The largest square in the middle. */
        CROP_SQUARE,
        /** The middle of the picture, at 0.6 of its sides. */
        CROP_CENTRE,
        /** Left becomes right. */
        FLIP,
        /** Above becomes below. */
        FLIP_OVER,
        REMOVE_BACKGROUND
    }

    /** In shades of a colour. */
    record Tint(Color color) implements Edit {}

    /**
     * A turn clockwise.
     *
     * @param quarters 1 to 3
     */
    record Turn(int quarters) implements Edit {}

    /** Words written on the picture. */
    record Caption(String words) implements Edit {}

    /** A frame of one colour. */
    record Border(Color color) implements Edit {}

    /**
     * Another background.
     *
     * @param color its colour; null for a landscape
     * @param words what the landscape shows
     */
    record Background(@Nullable Color color, String words) implements Edit {}

    /**
     * A thing put into the picture.
     *
     * @param color of the thing; null for its own
     */
    record Addition(String thing, @Nullable Color color) implements Edit {}
}
