package dev.darkroom.activities.net;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * A call that got no answer, or only a part of one. Its text is always the same and it has no cause: what is known of
 * the other side is in the kind alone, which is for our own logs and decisions, never for whoever gave the URL.
 */
public final class CallException extends IOException {

    /** What went wrong. */
    public enum Kind {
        /** The text of the URL was enough to refuse it. */
        NOT_ALLOWED,
        /** Its name leads to an address that may not be connected to. */
        BLOCKED,
        /** No connection: no such name, nothing listens, no answer in time, no valid certificate. */
        UNREACHABLE,
        /** Connected, but nothing came for too long, or it was not over in time. */
        TIMED_OUT,
        /** The connection ended before the answer did, or what came was not HTTP. */
        BROKEN
    }

    private final Kind kind;

    public CallException(Kind kind) {
        super("a call to a URL failed");
        this.kind = kind;
    }

    /** What a failure of the HTTP client means before there was a connection, its certificates checked. */
    static CallException beforeConnected(IOException failure) {
        return new CallException(failure instanceof BlockedAddressException ? Kind.BLOCKED : Kind.UNREACHABLE);
    }

    /** What a failure of the HTTP client means once there was one. */
    static CallException afterConnected(IOException failure, Deadline deadline) {
        boolean late = deadline.isOver() || failure instanceof SocketTimeoutException;
        return new CallException(late ? Kind.TIMED_OUT : Kind.BROKEN);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
