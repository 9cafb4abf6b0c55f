package dev.darkroom.api.moderation.text;

/**
 * A group of terms.
 *
 * @param list the number of its list
 * @param number its number in the list
 */
public record Group(int list, int number) {

    private static final int HARMLESS = 0;

    /** The phrases of a list inside which none of its terms counts. */
    public static Group harmless(int list) {
        return new Group(list, HARMLESS);
    }

    boolean isHarmless() {
        return number == HARMLESS;
    }
}
