package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Workflows whose code throws at whatever it is given, as after a release with a mistake: more of them than a worker runs
 * workflow tasks at once. Temporal tries them again and again; who else has jobs does not notice.
 */
public final class PoisonedWorkflows implements Check {

    private static final int POISONED = 60;
    private static final int JOBS = 6;
    private static final int CREDIT_USD = 10;
    private static final int TRIES = 3;
    private static final Duration FAILED_MAX = Duration.ofSeconds(60);

    @Override
    public String claim() {
        return "%d workflows whose code always throws hold up nobody, and are tried until it is mended"
                .formatted(POISONED);
    }

    @Override
    public String run(Product product) {
        List<String> poisoned = IntStream.range(0, POISONED)
                .mapToObj(i -> "poisoned-%d-%d".formatted(i, product.random().nextInt(1_000_000)))
                .toList();
        try (TemporalView temporal = product.temporal()) {
            poisoned.forEach(id -> temporal.start("ImageGeneration", "no input of it", id));
            try {
                Patience.until(
                        "%d failures of each".formatted(TRIES),
                        FAILED_MAX,
                        () -> poisoned.stream().allMatch(id -> isTriedAgain(temporal.describe(id))));
                Crowd crowd = new Crowd(product, product.stack().tenant("poisoned", CREDIT_USD));
                IntStream.range(0, JOBS).forEach(i -> crowd.post(Order.plain("0s")));
                String seen = crowd.endsWell();
                poisoned.forEach(id -> MissException.unlessEqual(
                        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
                        temporal.describe(id).getWorkflowExecutionInfo().getStatus(),
                        "a workflow whose code throws"));
                return seen;
            } finally {
                poisoned.forEach(temporal::terminate);
            }
        }
    }

    private static boolean isTriedAgain(DescribeWorkflowExecutionResponse workflow) {
        return workflow.getPendingWorkflowTask().getAttempt() > TRIES;
    }
}
