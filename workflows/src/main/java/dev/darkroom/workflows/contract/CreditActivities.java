package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two movements of money of a job. Both run as local activities, each one transaction behind a conditional change
 * of the job's state, so that any number of repeats, by any run, is one movement.
 */
@ActivityInterface
public interface CreditActivities {

    /** Turns the hold into a debit and the job from PENDING to QUEUED. A repeat answers {@link Charged} again. */
    @ActivityMethod
    DebitReply debitCredits(DebitRequest request);

    /** Ends the job and divides what was debited. A repeat answers what the first one wrote. */
    @ActivityMethod
    Settled settleCredits(SettleRequest request);

    record DebitRequest(JobId job) {}

    sealed interface DebitReply permits Charged, AlreadyEnded {}

    /**
     * The price is in escrow.
     *
     * @param model what makes the images, for people who look at the workflow
     * @param images how many were asked for
     * @param price what was debited
     * @param routes the ways to have them made, in order; one or more
     * @param timeouts how long this installation lets activities take
     * @param awaitsSources whether it works from images of jobs that may not have ended
     * @param fetchesInputs whether it works from images that have to be fetched
     */
    record Charged(
            ModelId model,
            int images,
            MicroUsd price,
            List<Route> routes,
            ActivityTimeouts timeouts,
            boolean awaitsSources,
            boolean fetchesInputs)
            implements DebitReply {
        public Charged {
            routes = List.copyOf(routes);
        }

        /** Of a job that has all that it works from. */
        public Charged(ModelId model, int images, MicroUsd price, List<Route> routes, ActivityTimeouts timeouts) {
            this(model, images, price, routes, timeouts, false, false);
        }
    }

    record SettleRequest(JobId job, JobEnding ending) {}

    /**
     * The job's terminal row.
     *
     * @param state null where the job has no row
     * @param delivered images stored for the caller
     * @param failure why, unless the job succeeded
     * @param images which of them, by index; null in histories of earlier releases
     * @param notice whom to tell of it; null where nobody wants to know
     */
    record Settled(
            @Nullable JobState state,
            int delivered,
            MicroUsd charged,
            MicroUsd refunded,
            @Nullable FailureKind failure,
            @Nullable List<Integer> images,
            WebhookDeliveryWorkflow.@Nullable Notice notice) {}
}
