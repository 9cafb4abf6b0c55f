package dev.darkroom.infra.bench.bare.hop;

/** How a child's activity is reached. */
public enum Hops {
    /**
     * On a queue of its own: from the end of the parent's last local activity to the start of the child's activity there
     * are two hops, each from what is scheduled to who polls for it.
     */
    TWO(HopQueues.ATTEMPTS),
    /** On the child's own queue, as the product does it: Temporal may hand it over with the answer, without a poll. */
    SAME_QUEUE(HopQueues.CHILDREN);

    private final String queue;

    Hops(String queue) {
        this.queue = queue;
    }

    String queue() {
        return queue;
    }
}
