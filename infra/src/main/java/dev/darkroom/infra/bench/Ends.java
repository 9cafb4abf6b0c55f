package dev.darkroom.infra.bench;

import com.google.protobuf.Timestamp;
import dev.darkroom.infra.live.world.Ready;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Waits for workflows to close, by one long poll each: the same for both sides, and nothing that would load an API or
 * the database. The closing event tells the server's time of the end, and by its number the length of the history.
 */
final class Ends implements AutoCloseable {

    private static final Duration END_MAX = Duration.ofSeconds(60);
    private static final Duration NOT_YET_PAUSE = Duration.ofMillis(10);
    private static final String SUCCEEDED = "SUCCEEDED";

    private final WorkflowServiceStubs stubs;
    private final String namespace;

    Ends(Ready ready) {
        namespace = ready.text("namespace");
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(ready.text("temporal"))
                .build());
    }

    /** The end of a workflow. */
    record End(Instant at, long events) {}

    /**
     * Waits for a workflow that may not have been started yet.
     *
     * @throws LostJobException where it does not end within a minute, or not with success
     */
    End await(String workflowId) throws LostJobException, InterruptedException {
        long deadline = System.nanoTime() + END_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                List<HistoryEvent> events = stubs.blockingStub()
                        .getWorkflowExecutionHistory(request(workflowId))
                        .getHistory()
                        .getEventsList();
                if (!events.isEmpty()) {
                    return end(workflowId, events.getLast());
                }
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    Thread.sleep(NOT_YET_PAUSE);
                } else if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
                    throw new LostJobException("Temporal: " + e.getMessage());
                }
            }
        }
        throw new LostJobException("job %s did not end within %d s".formatted(workflowId, END_MAX.toSeconds()));
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }

    private GetWorkflowExecutionHistoryRequest request(String workflowId) {
        return GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .setWaitNewEvent(true)
                .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                .build();
    }

    private static End end(String workflowId, HistoryEvent last) throws LostJobException {
        String result = last.getWorkflowExecutionCompletedEventAttributes()
                .getResult()
                .getPayloadsList()
                .toString();
        if (last.getEventType() != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED || !result.contains(SUCCEEDED)) {
            throw new LostJobException("job %s ended with %s %s".formatted(workflowId, last.getEventType(), result));
        }
        Timestamp at = last.getEventTime();
        return new End(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()), last.getEventId());
    }
}
