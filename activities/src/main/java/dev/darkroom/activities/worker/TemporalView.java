package dev.darkroom.activities.worker;

import com.google.protobuf.ByteString;
import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.check.WorkflowView;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.workflows.domain.job.JobId;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.History;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Temporal as the checker sees it: descriptions and histories, by workflow id. */
@Singleton
final class TemporalView implements WorkflowView {

    private final WorkflowClient client;
    private final TemporalConfig config;
    private final TemporalCalls calls;

    TemporalView(WorkflowClient client, TemporalConfig config, TemporalCalls calls) {
        this.client = client;
        this.config = config;
        this.calls = calls;
    }

    @Override
    public Look look(JobId job) {
        try {
            WorkflowExecutionInfo info = calls.describe(job.text());
            Instant closed = info.hasCloseTime()
                    ? Instant.ofEpochSecond(
                            info.getCloseTime().getSeconds(),
                            info.getCloseTime().getNanos())
                    : null;
            return new Look(
                    TemporalCalls.fate(info.getStatus()), closed, info.getHistoryLength(), info.getHistorySizeBytes());
        } catch (StatusRuntimeException e) {
            return new Look(TemporalCalls.isUnknown(e) ? Fate.UNKNOWN : Fate.NO_ANSWER, null, 0, 0);
        }
    }

    @Override
    public Past read(JobId job, Words words) {
        Set<String> found = new HashSet<>();
        boolean replayFailed = false;
        ByteString next = ByteString.EMPTY;
        try {
            do {
                GetWorkflowExecutionHistoryResponse page = page(job, next);
                replayFailed |= hasReplayFailure(page.getHistory());
                // Payloads are text in the middle of bytes.
                Optional<String> word = words.in(new String(page.getHistory().toByteArray(), StandardCharsets.UTF_8));
                word.ifPresent(found::add);
                next = page.getNextPageToken();
            } while (!next.isEmpty());
            return new Past(true, replayFailed, found);
        } catch (StatusRuntimeException e) {
            return new Past(TemporalCalls.isUnknown(e), false, Set.of());
        }
    }

    private GetWorkflowExecutionHistoryResponse page(JobId job, ByteString token) {
        GetWorkflowExecutionHistoryRequest request = GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(config.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(job.text()))
                .setNextPageToken(token)
                .build();
        return calls.withinDeadline(
                () -> client.getWorkflowServiceStubs().blockingStub().getWorkflowExecutionHistory(request));
    }

    private static boolean hasReplayFailure(History history) {
        return history.getEventsList().stream()
                .filter(event -> event.hasWorkflowTaskFailedEventAttributes())
                .anyMatch(event -> event.getWorkflowTaskFailedEventAttributes().getCause()
                        == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR);
    }
}
