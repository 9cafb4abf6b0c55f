package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderId;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** One job on Temporal's test environment, with time skipping and scripted activities. Every run is replayed. */
final class WorkflowBench implements AutoCloseable {

    static final JobId JOB = new JobId(new UUID(0x0190_a1b2_c3d4_7e5fL, 0x8a9b_0c1d_2e3f_4a5bL));

    final ScriptedActivities activities = new ScriptedActivities();
    final ScriptedWebhooks webhooks = new ScriptedWebhooks();
    private final TestWorkflowEnvironment environment;
    private final WorkflowStub stub;

    WorkflowBench() {
        this(worker -> worker.registerWorkflowImplementationTypes(ImageGenerationWorkflowImpl.class));
    }

    /**
     * A bench of other code.
     *
     * @param code registers what runs a job
     */
    WorkflowBench(Consumer<Worker> code) {
        environment = Histories.environment();
        code.accept(environment.newWorker(TaskQueues.JOBS));
        for (String queue : List.of(
                TaskQueues.ARTIFACTS,
                TaskQueues.SOURCES,
                TaskQueues.provider(ScriptedActivities.SANDBOX),
                TaskQueues.provider(new ProviderId("second")))) {
            environment.newWorker(queue).registerActivitiesImplementations(activities);
        }
        Worker webhooks = environment.newWorker(TaskQueues.WEBHOOKS);
        webhooks.registerWorkflowImplementationTypes(WebhookDeliveryWorkflowImpl.class);
        webhooks.registerActivitiesImplementations(this.webhooks);
        Worker jobs = environment.getWorkerFactory().getWorker(TaskQueues.JOBS);
        jobs.registerActivitiesImplementations(activities);
        environment.start();
        stub = client().newUntypedWorkflowStub(
                        "ImageGeneration",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(JOB.text())
                                .build());
    }

    WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    void start() {
        stub.start(new ImageGenerationWorkflow.Input(JOB));
    }

    void cancel() {
        stub.cancel();
    }

    ImageGenerationWorkflow.Result result() {
        return stub.getResult(ImageGenerationWorkflow.Result.class);
    }

    ImageGenerationWorkflow.Result run() {
        start();
        return result();
    }

    /** A delivery by itself, as the sweep or a redelivery starts it. */
    WorkflowStub startDelivery(WebhookDeliveryWorkflow.Notice notice) {
        WorkflowStub delivery = client().newUntypedWorkflowStub(
                        "WebhookDelivery",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.WEBHOOKS)
                                .setWorkflowId(notice.workflowId())
                                .build());
        delivery.start(notice);
        return delivery;
    }

    WebhookDeliveryWorkflow.Result deliver(WebhookDeliveryWorkflow.Notice notice) {
        return startDelivery(notice).getResult(WebhookDeliveryWorkflow.Result.class);
    }

    void sleep(Duration time) {
        environment.sleep(time);
    }

    long now() {
        return environment.currentTimeMillis();
    }

    WorkflowExecutionHistory history() {
        return history(JOB.text());
    }

    WorkflowExecutionHistory history(String workflowId) {
        return client().fetchHistory(workflowId);
    }

    /** Replays what was delivered by itself. */
    void closeAfter(WebhookDeliveryWorkflow.Notice notice) {
        WorkflowExecutionHistory history = history(notice.workflowId());
        environment.close();
        Histories.replay(history);
    }

    /** Replays the history, which proves that the workflow decides by it alone. */
    @Override
    public void close() {
        WorkflowExecutionHistory history = history();
        environment.close();
        Histories.replay(history);
    }
}
