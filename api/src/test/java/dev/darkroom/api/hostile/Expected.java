package dev.darkroom.api.hostile;

import org.jspecify.annotations.Nullable;

/** What a hostile request is answered. */
sealed interface Expected {

    /**
     * That it is not done.
     *
     * @param param what is named; null where it is the request as a whole
     * @param unread whether nobody could tell for which surface it was, so that the native one answers
     */
    record Refused(Refusal refusal, @Nullable String param, boolean unread) implements Expected {}

    /** What it asks for, which is nothing that could be left behind. */
    record Served() implements Expected {}

    /** Nothing: the connection is closed. */
    record Silence() implements Expected {}

    static Expected refused(Refusal refusal) {
        return new Refused(refusal, null, false);
    }

    static Expected refused(Refusal refusal, String param) {
        return new Refused(refusal, param, false);
    }

    /** A body, a field or a header that cannot be read. */
    static Expected invalid(@Nullable String param) {
        return new Refused(Refusal.INVALID, param, false);
    }

    /** A request that breaks off before anybody knows its surface. */
    static Expected unread() {
        return new Refused(Refusal.INVALID, null, true);
    }
}
