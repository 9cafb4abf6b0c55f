package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.util.List;

/** An operator presses Reset on finished jobs. The second run finds all done, and moves no money. */
public final class FinishedJobReset implements Check {

    private static final int CREDIT_USD = 10;
    private static final List<Order> ORDERS = List.of(
            Order.plain("0s"),
            new Order("delay=0s deliver=1", 2, "succeeded", 1),
            new Order("delay=0s fail=rejected", 1, "failed", 0));

    @Override
    public String claim() {
        return "Reset of finished jobs moves no money and makes no picture";
    }

    @Override
    public String run(Product product) {
        Crowd crowd = new Crowd(product, product.stack().tenant("reset", CREDIT_USD));
        ORDERS.forEach(crowd::post);
        String _ = crowd.endsWell();
        long transfers = transfers(product);
        try (TemporalView temporal = product.temporal()) {
            for (Job job : crowd.jobs()) {
                String first = temporal.closed(job.id()).getExecution().getRunId();
                temporal.reset(job.id());
                WorkflowExecutionInfo second = temporal.closed(job.id());
                MissException.unless(!first.equals(second.getExecution().getRunId()), "Reset made no second run");
                MissException.unlessEqual(
                        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        second.getStatus(),
                        "the second run");
            }
        }
        MissException.unlessEqual(transfers, transfers(product), "transfers after the Resets");
        return crowd.endsWell();
    }

    private static long transfers(Product product) {
        return product.books().count("SELECT COUNT(*) FROM transfer");
    }
}
