package dev.darkroom.infra.laws.broken.workflows.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.workflow.SignalMethod;
import java.util.List;

/** Breaks law 11, by every method but the first two. */
@ActivityInterface
interface TakesLists {

    @ActivityMethod
    Reply fine(Request request);

    @SignalMethod
    void fineSignal(Request request);

    @ActivityMethod
    Request list(List<Request> requests);

    @ActivityMethod
    Request two(Request first, Request second);

    @ActivityMethod
    List<Request> lists(Request request);

    @ActivityMethod
    OpenReply open(Request request);

    @ActivityMethod
    void nothing(Request request);

    /** A record. */
    record Request() implements Reply {}

    /** A sealed interface of records. */
    sealed interface Reply permits Request {}

    /** An interface that anything may implement. */
    interface OpenReply {}
}
