package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;

/** What became of a request for a chain. */
public sealed interface AcceptChainReply {

    /**
     * The chain is there, and durable.
     *
     * @param replayed whether it was there before this request
     */
    record Accepted(ChainView chain, boolean replayed) implements AcceptChainReply {}

    /** What it would cost, step by step. Nothing was made. */
    record Priced(MicroUsd total, List<PricedStep> steps) implements AcceptChainReply {
        public Priced {
            steps = List.copyOf(steps);
        }
    }

    /** What a step would cost. */
    record PricedStep(String name, AcceptReply.Priced price) {}

    /** It is not done. */
    record Refused(ApiFailure failure) implements AcceptChainReply {}
}
