package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.money.Quote;

/** What became of a request. */
public sealed interface AcceptReply {

    /**
     * The job is there, and durable.
     *
     * @param replayed whether it was there before this request
     */
    record Accepted(JobView job, boolean replayed) implements AcceptReply {}

    /** What it would cost. Nothing was made. */
    record Priced(Offer offer, String route, Quote quote) implements AcceptReply {}

    /** It is not done. */
    record Refused(ApiFailure failure) implements AcceptReply {}
}
