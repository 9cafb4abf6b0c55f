package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.wire.DarkroomDataConverter;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;

/** Replaying: what proves that a workflow decides by its history alone. */
final class Histories {

    private Histories() {}

    /** Fails where today's code would not do again what the history says. */
    static void replay(WorkflowExecutionHistory history) {
        try (TestWorkflowEnvironment environment = environment()) {
            WorkflowReplayer.replayWorkflowExecution(
                    history,
                    environment,
                    ImageGenerationWorkflowImpl.class,
                    EditChainWorkflowImpl.class,
                    WebhookDeliveryWorkflowImpl.class);
        } catch (Exception e) {
            throw new AssertionError("the history does not replay", e);
        }
    }

    /** A test environment with the product's data converter and search attributes. */
    static TestWorkflowEnvironment environment() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(DarkroomDataConverter.create())
                        .build());
        JobAttributes.ALL.forEach(
                key -> options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return TestWorkflowEnvironment.newInstance(options.build());
    }
}
