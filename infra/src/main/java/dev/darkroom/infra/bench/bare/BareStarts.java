package dev.darkroom.infra.bench.bare;

import dev.darkroom.workflows.workflow.JobAttributes;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts bare workflows as the product starts its own: after the answer, on a thread of their own. */
@Singleton
final class BareStarts {

    private static final Duration WORKFLOW_TASK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    BareStarts(WorkflowClient client) {
        this.client = client;
    }

    void launch(String id) {
        executor.execute(() -> {
            BareWorkflow workflow = client.newWorkflowStub(BareWorkflow.class, options(id));
            WorkflowClient.start(workflow::run, new BareWorkflow.Job(id));
        });
    }

    @PreDestroy
    void close() {
        executor.close();
    }

    private static WorkflowOptions options(String id) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(BareQueues.JOBS)
                .setWorkflowId(id)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowTaskTimeout(WORKFLOW_TASK)
                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                        .set(JobAttributes.TENANT, "bench")
                        .set(JobAttributes.SURFACE, "bare")
                        .set(JobAttributes.MODEL, "none")
                        .build())
                .setStaticSummary("1 x none · bench")
                .build();
    }
}
