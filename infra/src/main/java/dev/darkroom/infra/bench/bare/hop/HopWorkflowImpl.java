package dev.darkroom.infra.bench.bare.hop;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** As the product's job does it: the child is started, and the parent ends when it has begun. */
public final class HopWorkflowImpl implements HopWorkflow {

    private static final Duration WORKFLOW_TASK = Duration.ofSeconds(5);

    private final HopActivities settlements = Workflow.newLocalActivityStub(
            HopActivities.class,
            LocalActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMillis(1500))
                    .build());

    @Override
    public Hop run(Hop hop) {
        Hop departed = settlements.depart(hop);
        HopChild child = Workflow.newChildWorkflowStub(
                HopChild.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId("wh-" + hop.id())
                        .setTaskQueue(HopQueues.CHILDREN)
                        .setWorkflowTaskTimeout(WORKFLOW_TASK)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        .build());
        Async.function(child::run, departed);
        WorkflowExecution _ = Workflow.getWorkflowExecution(child).get();
        return departed;
    }
}
