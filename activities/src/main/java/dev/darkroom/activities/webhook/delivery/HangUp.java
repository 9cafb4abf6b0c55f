package dev.darkroom.activities.webhook.delivery;

import java.util.HashSet;
import java.util.Set;

/**
 * The way to break off calls from another thread. Only the calls are interrupted, never what their threads do before or
 * after: an interrupt that meets a statement costs the pool a connection.
 */
final class HangUp {

    private final Set<Thread> calling = new HashSet<>();
    private boolean over;

    /** Begins the part of this thread that may be broken off; false where it is not to begin any more. */
    synchronized boolean begin() {
        return !over && calling.add(Thread.currentThread());
    }

    /** Ends that part. No interrupt of it is left. */
    synchronized void end() {
        calling.remove(Thread.currentThread());
        boolean _ = Thread.interrupted();
    }

    /** Breaks off the calls that are under way, and lets none begin any more. */
    synchronized void now() {
        over = true;
        calling.forEach(Thread::interrupt);
    }
}
