package dev.darkroom.infra.bench.bare.hop;

/** Queues of its own, so that neither side's pollers serve the other. */
final class HopQueues {

    static final String PARENTS = "bench-hop-parents";
    static final String CHILDREN = "bench-hop-children";
    static final String ATTEMPTS = "bench-hop-attempts";

    private HopQueues() {}
}
