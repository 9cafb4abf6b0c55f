package dev.darkroom.activities.webhook.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The way to break off a call from another thread. Only the call is interrupted, never what its thread does before or
 * after: an interrupt that meets a statement costs the pool a connection.
 */
final class HangUp {

    private @Nullable Thread calling;
    private boolean over;

    /** Begins the part that may be broken off; false where it is not to begin any more. */
    synchronized boolean begin() {
        if (over) {
            return false;
        }
        calling = Thread.currentThread();
        return true;
    }

    /** Ends that part. No interrupt of it is left. */
    synchronized void end() {
        calling = null;
        boolean _ = Thread.interrupted();
    }

    /** Breaks off the call that is under way, and lets none begin any more. */
    synchronized void now() {
        over = true;
        if (calling != null) {
            calling.interrupt();
        }
    }
}
