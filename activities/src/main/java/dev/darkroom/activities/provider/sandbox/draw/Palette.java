package dev.darkroom.activities.provider.sandbox.draw;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/**
 * The colours of a picture.
 *
 * @param night whether there are stars
 */
record Palette(Color skyTop, Color skyMiddle, Color skyLow, Color light, Color far, Color near, boolean night) {

    private static final Palette DAWN = day(0x2B3A67, 0xE07A5F, 0xF4D9A6, 0xFFF3D6, 0xA98BA0, 0x2A2745);
    private static final Palette NOON = day(0x2E86C1, 0x85C1E9, 0xEAF6FB, 0xFFFFFF, 0x9FC2CC, 0x1F4E4A);
    private static final Palette DUSK = day(0x1B1B3A, 0x8E3B6F, 0xF2A65A, 0xFFE3A3, 0x7B4B77, 0x1A1330);
    private static final Palette MIST = day(0x5E7D8C, 0xA9BFC6, 0xEDEFE8, 0xFFFDF2, 0xB4C3C0, 0x2E4245);
    private static final Palette ROSE = day(0x5D4E8C, 0xD88FB0, 0xFBE3D6, 0xFFF6EA, 0xB893B6, 0x3A2A50);
    private static final Palette GOLD = day(0x7A4B1E, 0xE0A030, 0xFBE8B0, 0xFFF8DC, 0xC9A05A, 0x3D2A14);
    private static final Palette MOON =
            new Palette(rgb(0x070B1F), rgb(0x16264D), rgb(0x3F5E8C), rgb(0xF3F1E0), rgb(0x33507A), rgb(0x070D1D), true);
    private static final Palette AURORA =
            new Palette(rgb(0x04101F), rgb(0x0B3B4A), rgb(0x3FA796), rgb(0xE8FFF3), rgb(0x2A6A70), rgb(0x04131A), true);
    private static final List<Palette> ALL = List.of(DAWN, NOON, DUSK, MIST, ROSE, GOLD, MOON, AURORA);

    /** The palette that a prompt's words suggest, else any. */
    static Palette of(String prompt, Random random) {
        Palette any = ALL.get(random.nextInt(ALL.size()));
        if (contains(prompt, "night", "moon", "star", "space", "midnight", "dark")) {
            return random.nextBoolean() ? MOON : AURORA;
        }
        if (contains(prompt, "dawn", "sunrise", "morning")) {
            return DAWN;
        }
        if (contains(prompt, "sunset", "dusk", "evening", "purple", "neon")) {
            return DUSK;
        }
        if (contains(prompt, "fog", "mist", "rain", "grey", "gray")) {
            return MIST;
        }
        if (contains(prompt, "pink", "rose", "spring", "blossom")) {
            return ROSE;
        }
        if (contains(prompt, "gold", "autumn", "desert", "orange", "yellow")) {
            return GOLD;
        }
        return contains(prompt, "blue", "summer", "noon", "sunny", "day") ? NOON : any;
    }

    /** A colour between two: {@code share} of the second. */
    static Color mix(Color first, Color second, double share) {
        return new Color(
                mix(first.getRed(), second.getRed(), share),
                mix(first.getGreen(), second.getGreen(), share),
                mix(first.getBlue(), second.getBlue(), share));
    }

    /** The colour, so opaque. */
    static Color faded(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) (255 * opacity));
    }

    private static int mix(int first, int second, double share) {
        return (int) Math.round(first + (second - first) * share);
    }

    private static boolean contains(String prompt, String... words) {
        return List.of(words).stream().anyMatch(prompt::contains);
    }

    private static Palette day(int top, int middle, int low, int light, int far, int near) {
        return new Palette(rgb(top), rgb(middle), rgb(low), rgb(light), rgb(far), rgb(near), false);
    }

    private static Color rgb(int value) {
        return new Color(value);
    }
}
