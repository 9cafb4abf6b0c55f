package dev.darkroom.activities.testing;

import dev.darkroom.activities.worker.Workers;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.wire.DarkroomDataConverter;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;

/** Temporal in memory, in real time, with the product's own workers. */
public final class TestTemporal implements AutoCloseable {

    private final TestWorkflowEnvironment environment;
    private final WorkerFactory factory;

    public TestTemporal(TestCore core) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(DarkroomDataConverter.create())
                        .build());
        JobAttributes.ALL.forEach(
                key -> options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        environment = TestWorkflowEnvironment.newInstance(options.build());
        factory = core.get(Workers.class).create(environment.getWorkflowClient());
        factory.start();
    }

    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    /** Starts a job's workflow. */
    public WorkflowStub start(JobId job) {
        WorkflowStub stub = client().newUntypedWorkflowStub(
                        "ImageGeneration",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(job.text())
                                .build());
        stub.start(new ImageGenerationWorkflow.Input(job));
        return stub;
    }

    /** Runs a job's workflow to its end. */
    public ImageGenerationWorkflow.Result run(JobId job) {
        return start(job).getResult(ImageGenerationWorkflow.Result.class);
    }

    public WorkflowExecutionHistory history(JobId job) {
        return client().fetchHistory(job.text());
    }

    @Override
    public void close() {
        factory.shutdownNow();
        environment.close();
    }
}
