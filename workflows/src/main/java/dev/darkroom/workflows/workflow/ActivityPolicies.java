package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderId;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import java.time.Duration;
import java.util.Random;

/** How long each step may take and how it is tried again: every time-out and retry of the workflows, with its why. */
final class ActivityPolicies {

    // Two attempts of a movement and the pause between them fit into one workflow task of 5 s, so that the task is
    // neither lost nor kept alive; what lies beyond is slept through by the workflow.
    private static final Duration MONEY_ATTEMPT = Duration.ofMillis(1500);
    private static final Duration MONEY_PAUSE = Duration.ofMillis(200);
    private static final int MONEY_ATTEMPTS_MAX = 2;

    private static final long OUTAGE_PAUSE_FIRST_SECONDS = 5;
    private static final int OUTAGE_DOUBLINGS_MAX = 3;
    private static final long OUTAGE_PAUSE_SECONDS_MAX = 60;
    private static final int OUTAGE_JITTER_PERCENT = 20;

    // A submit is one exchange of at most 30 s with the provider and three statements.
    private static final Duration SUBMIT_ATTEMPT = Duration.ofSeconds(60);
    // The activity itself ends at the provider's time-out, counted from the submit; this is for one that hangs.
    private static final Duration AWAIT_MARGIN = Duration.ofSeconds(60);
    // A reference has 30 s to come, and there are at most 17 of them; they are fetched one after the other.
    private static final Duration INGEST_ATTEMPT = Duration.ofMinutes(10);
    // The source of a job ends by itself, at the latest when it expires; this is for an attempt that hangs.
    private static final Duration SOURCES_ATTEMPT = Duration.ofHours(25);
    private static final Duration STORE_ATTEMPT = Duration.ofMinutes(5);
    private static final Duration CANCEL_ATTEMPT = Duration.ofSeconds(30);
    private static final int CANCEL_ATTEMPTS_MAX = 3;

    // As for every job: a worker that dies with a workflow task in hand holds it up for so long.
    private static final Duration CHILD_TASK = Duration.ofSeconds(5);

    // An attempt has 10 s for its call, which it ends by itself, and a few statements before and after.
    private static final Duration WEBHOOK_ATTEMPT = Duration.ofSeconds(20);
    // Where the worker died with an attempt in hand; every other failure names its own pause.
    private static final Duration WEBHOOK_PAUSE = Duration.ofSeconds(5);

    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(60);

    private ActivityPolicies() {}

    /** A movement of money: a local activity, because a task queue hop would cost more than the transaction. */
    static LocalActivityOptions money(String summary) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(MONEY_ATTEMPT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(MONEY_PAUSE)
                        .setBackoffCoefficient(1)
                        .setMaximumAttempts(MONEY_ATTEMPTS_MAX)
                        .build())
                .setSummary(summary)
                .build();
    }

    /**
     * How long to sleep before a movement is tried again: 5, 10, 20, 40, then 60 s, each up to a fifth longer, so that
     * the jobs of an outage do not come back as one.
     *
     * @param failures how often it has failed, 1 or more
     */
    static Duration outagePause(int failures, Random random) {
        long doubled = OUTAGE_PAUSE_FIRST_SECONDS << Math.min(failures - 1, OUTAGE_DOUBLINGS_MAX);
        long seconds = failures > OUTAGE_DOUBLINGS_MAX + 1 ? OUTAGE_PAUSE_SECONDS_MAX : doubled;
        long jitterMillis = random.nextInt((int) (seconds * 10 * OUTAGE_JITTER_PERCENT));
        return Duration.ofSeconds(seconds).plusMillis(jitterMillis);
    }

    /** The activity gives up on a URL by itself and answers so; only the database is waited for without end. */
    static ActivityOptions ingest(ActivityTimeouts timeouts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.ARTIFACTS)
                .setStartToCloseTimeout(INGEST_ATTEMPT)
                .setHeartbeatTimeout(timeouts.heartbeat())
                .setRetryOptions(endless(2))
                .setSummary("fetch the images to work from")
                .build();
    }

    /** Retried each second without end: an attempt fails when its worker drains or dies, and the next waits on. */
    static ActivityOptions sources(ActivityTimeouts timeouts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.SOURCES)
                .setStartToCloseTimeout(SOURCES_ATTEMPT)
                .setHeartbeatTimeout(timeouts.heartbeat())
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(endless(1))
                .setSummary("wait for the tasks whose images it works from")
                .build();
    }

    /** Waiting for jobs that others run, after which their rows say what came of them. */
    static ActivityOptions others(ActivityTimeouts timeouts, String summary) {
        return sources(timeouts).toBuilder().setSummary(summary).build();
    }

    /**
     * A step of a chain. Its id is its job's, so that a second run of the chain meets the step that there is. A chain
     * that is canceled waits until the step has settled itself; one that is terminated leaves it a cancel.
     */
    static ChildWorkflowOptions step(JobId job, SearchAttributes attributes, String summary) {
        return child(job.text(), TaskQueues.JOBS)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setTypedSearchAttributes(attributes)
                .setStaticSummary(summary)
                .build();
    }

    /** Retried without end, because only the database can fail it: the provider's answers are values. */
    static ActivityOptions submit(ProviderId provider, ActivityTimeouts timeouts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.provider(provider))
                .setStartToCloseTimeout(SUBMIT_ATTEMPT)
                .setHeartbeatTimeout(timeouts.heartbeat())
                .setRetryOptions(endless(2))
                .setSummary("submit to " + provider)
                .build();
    }

    /**
     * Retried each second without end: an attempt fails when its worker drains or dies, which must not count against
     * the job, and the next one goes on with the same ticket.
     */
    static ActivityOptions await(ProviderId provider, ActivityTimeouts timeouts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.provider(provider))
                .setStartToCloseTimeout(timeouts.provider().plus(AWAIT_MARGIN))
                .setHeartbeatTimeout(timeouts.heartbeat())
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(endless(1))
                .setSummary("wait for " + provider)
                .build();
    }

    /** The activity gives up on storage by itself and answers so; only the database is waited for without end. */
    static ActivityOptions store(int images, ActivityTimeouts timeouts) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.ARTIFACTS)
                .setStartToCloseTimeout(STORE_ATTEMPT)
                .setHeartbeatTimeout(timeouts.heartbeat())
                .setRetryOptions(endless(2))
                .setSummary("store %d %s".formatted(images, images == 1 ? "image" : "images"))
                .build();
    }

    /** A courtesy to the provider's bill: three attempts, then the job is settled without an answer. */
    static ActivityOptions cancel(ProviderId provider) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.provider(provider))
                .setStartToCloseTimeout(CANCEL_ATTEMPT)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(RETRY_FIRST)
                        .setMaximumAttempts(CANCEL_ATTEMPTS_MAX)
                        .build())
                .setSummary("cancel at " + provider)
                .build();
    }

    /** A workflow that outlives its parent, and is not canceled with it. */
    static ChildWorkflowOptions delivery(Notice notice, SearchAttributes attributes) {
        return child(notice.workflowId(), TaskQueues.WEBHOOKS)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                .setTypedSearchAttributes(attributes)
                .setStaticSummary(DeliveryDetails.summary(notice))
                .build();
    }

    /**
     * Retried without end, because the delivery's row counts what was sent: neither an outage of the database nor a
     * receiver that has its hands full uses up an attempt.
     */
    static ActivityOptions attempts(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.WEBHOOKS)
                .setStartToCloseTimeout(WEBHOOK_ATTEMPT)
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(WEBHOOK_PAUSE)
                        .setBackoffCoefficient(1)
                        .build())
                .setSummary(summary)
                .build();
    }

    /** Only the database can fail it. */
    static ActivityOptions abandon() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.WEBHOOKS)
                .setStartToCloseTimeout(WEBHOOK_ATTEMPT)
                .setRetryOptions(endless(2))
                .setSummary("note that it is given up")
                .build();
    }

    /** One run for its id, ever, whoever its parent is. */
    private static ChildWorkflowOptions.Builder child(String workflowId, String queue) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(queue)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowTaskTimeout(CHILD_TASK);
    }

    private static RetryOptions endless(double coefficient) {
        return RetryOptions.newBuilder()
                .setInitialInterval(RETRY_FIRST)
                .setBackoffCoefficient(coefficient)
                .setMaximumInterval(RETRY_MAX)
                .build();
    }
}
