package dev.darkroom.activities.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

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
        /** No such name, nothing listens, no answer to a connection, no valid certificate. */
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

    /** What a failure of the HTTP client means. */
    static CallException of(IOException failure, Deadline deadline) {
        return failure instanceof CallException known ? known : new CallException(kind(failure, deadline));
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    private static Kind kind(IOException failure, Deadline deadline) {
        if (failure instanceof BlockedAddressException) {
            return Kind.BLOCKED;
        }
        if (deadline.isOver()) {
            return Kind.TIMED_OUT;
        }
        if (isUnreachable(failure)) {
            return Kind.UNREACHABLE;
        }
        return failure instanceof SocketTimeoutException ? Kind.TIMED_OUT : Kind.BROKEN;
    }

    private static boolean isUnreachable(IOException failure) {
        return failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof ConnectTimeoutException
                || failure instanceof SSLException;
    }
}
