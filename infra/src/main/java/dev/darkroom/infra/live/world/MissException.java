package dev.darkroom.infra.live.world;

/** Something was not as it must be. */
public final class MissException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MissException(String message) {
        super(message);
    }

    /** Misses unless it is so. */
    public static void unless(boolean so, String message) {
        if (!so) {
            throw new MissException(message);
        }
    }

    /** Misses unless the two are the same. */
    public static void unlessEqual(Object expected, Object found, String what) {
        unless(expected.equals(found), "%s: expected %s, found %s".formatted(what, expected, found));
    }
}
