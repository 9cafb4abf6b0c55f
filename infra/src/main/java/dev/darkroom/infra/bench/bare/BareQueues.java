package dev.darkroom.infra.bench.bare;

/** Queues of its own, so that neither side's pollers serve the other. */
final class BareQueues {

    static final String JOBS = "bench-jobs";
    static final String PROVIDER = "bench-provider";
    static final String ARTIFACTS = "bench-artifacts";

    private BareQueues() {}
}
