package dev.darkroom.infra.bench.bare;

import dev.darkroom.workflows.workflow.JobAttributes;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * The product's sequence with nothing around it: local activity, three activities on two other queues, local activity,
 * upsert. Its options are those of the product's policies.
 */
public final class BareWorkflowImpl implements BareWorkflow {

    private final BareActivities debits = money("hold -> escrow");
    private final BareActivities settlements = money("escrow -> revenue, wallet");

    @Override
    public Done run(Job job) {
        debits.debit(job);
        activity(BareQueues.PROVIDER, Duration.ofMinutes(1), "submit to sandbox")
                .submit(job);
        activity(BareQueues.PROVIDER, Duration.ofMinutes(11), "wait for sandbox")
                .await(job);
        activity(BareQueues.ARTIFACTS, Duration.ofMinutes(5), "store 1 image").store(job);
        settlements.settle(job);
        Workflow.upsertTypedSearchAttributes(
                JobAttributes.PROVIDER.valueSet("sandbox"), JobAttributes.JOB_STATE.valueSet("SUCCEEDED"));
        return new Done("SUCCEEDED");
    }

    private static BareActivities money(String summary) {
        return Workflow.newLocalActivityStub(
                BareActivities.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMillis(1500))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(200))
                                .setBackoffCoefficient(1)
                                .setMaximumAttempts(2)
                                .build())
                        .setSummary(summary)
                        .build());
    }

    private static BareActivities activity(String queue, Duration most, String summary) {
        return Workflow.newActivityStub(
                BareActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(queue)
                        .setStartToCloseTimeout(most)
                        .setHeartbeatTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setBackoffCoefficient(2)
                                .setMaximumInterval(Duration.ofMinutes(1))
                                .build())
                        .setSummary(summary)
                        .build());
    }
}
