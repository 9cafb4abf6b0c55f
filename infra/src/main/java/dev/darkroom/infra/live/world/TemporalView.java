package dev.darkroom.infra.live.world;

import dev.darkroom.workflows.contract.TaskQueues;
import dev.darkroom.workflows.wire.DarkroomDataConverter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.PauseActivityRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UnpauseActivityRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an operator sees and does in Temporal. */
public final class TemporalView implements AutoCloseable {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(30);

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final String namespace;

    public TemporalView(Ready ready) {
        namespace = ready.text("namespace");
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(ready.text("temporal"))
                .build());
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(DarkroomDataConverter.create())
                        .build());
    }

    /** The history of the newest run of a job's workflow. */
    public WorkflowExecutionHistory history(String workflowId) {
        return client.fetchHistory(workflowId);
    }

    /** What the server tells of a workflow once it is closed. A job's workflow starts a little after its acceptance. */
    public WorkflowExecutionInfo closed(String workflowId) {
        return Patience.await(
                "the end of the workflow " + workflowId,
                CLOSE_MAX,
                () -> find(workflowId).filter(WorkflowExecutionInfo::hasCloseTime));
    }

    private Optional<WorkflowExecutionInfo> find(String workflowId) {
        try {
            return Optional.of(describe(workflowId).getWorkflowExecutionInfo());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All that the server tells of a workflow beside its history. */
    public DescribeWorkflowExecutionResponse describe(String workflowId) {
        return stubs.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build());
    }

    /** How many workflows there are, whatever their state. */
    public long count() {
        return stubs.blockingStub()
                .countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getCount();
    }

    /** Starts a workflow of the product, as nobody but the product should. */
    public void start(String type, Object input, String workflowId) {
        client.newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.JOBS)
                                .setWorkflowId(workflowId)
                                .build())
                .start(input);
    }

    /** Resets a workflow to its first task, as the button of the UI does. */
    public void reset(String workflowId) {
        long firstTask = history(workflowId).getHistory().getEventsList().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .mapToLong(HistoryEvent::getEventId)
                .findFirst()
                .orElseThrow();
        stubs.blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(
                                describe(workflowId).getWorkflowExecutionInfo().getExecution())
                        .setReason("verify-live")
                        .setRequestId(UUID.randomUUID().toString())
                        .setWorkflowTaskFinishEventId(firstTask)
                        .build());
    }

    /** The types of the activities that a workflow waits for. */
    public List<String> pendingActivities(String workflowId) {
        return describe(workflowId).getPendingActivitiesList().stream()
                .map(pending -> pending.getActivityType().getName())
                .distinct()
                .toList();
    }

    /** Holds back the next attempt of a workflow's activities of that type. */
    public void pause(String workflowId, String activityType) {
        stubs.blockingStub()
                .pauseActivity(PauseActivityRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .setType(activityType)
                        .setIdentity("verify-live")
                        .setReason("a check")
                        .build());
    }

    /** Lets them go on. */
    public void unpause(String workflowId, String activityType) {
        stubs.blockingStub()
                .unpauseActivity(UnpauseActivityRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .setType(activityType)
                        .setIdentity("verify-live")
                        .build());
    }

    /** Asks a workflow to cancel itself. */
    public void cancel(String workflowId) {
        client.newUntypedWorkflowStub(workflowId).cancel();
    }

    /** Terminates a workflow, which runs no code of it any more. */
    public void terminate(String workflowId) {
        client.newUntypedWorkflowStub(workflowId).terminate("a check");
    }

    /** Deletes a workflow, which terminates it first. */
    public void delete(String workflowId) {
        stubs.blockingStub()
                .deleteWorkflowExecution(DeleteWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build());
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
