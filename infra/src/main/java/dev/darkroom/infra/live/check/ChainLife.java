package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.time.Duration;

/** A chain on the real server: what it leaves in Temporal, a cancel midway, a terminate, and a reset when it is done. */
public final class ChainLife implements Check {

    private static final int CREDIT_USD = 100;
    private static final int EVENTS_MAX = 250;
    private static final Duration RUNNING_MAX = Duration.ofSeconds(60);

    @Override
    public String claim() {
        return "a chain canceled, terminated or reset moves no money twice and leaves no step behind";
    }

    @Override
    public String run(Product product) throws IOException {
        Chains chains = new Chains(product, product.stack().tenant("chain-life", CREDIT_USD));
        try (TemporalView temporal = product.temporal()) {
            String whole = chains.post("0.5s");
            chains.madeAll(chains.ended(whole));
            WorkflowExecutionHistory history = temporal.history(Chains.workflowId(whole));
            int events = history.getEvents().size();
            MissException.unless(events <= EVENTS_MAX, "events of a chain: " + events);
            String canceled = chains.post("4s");
            untilBranches(chains, canceled);
            MissException.unlessEqual(
                    202,
                    chains.tenant()
                            .post(chains.api() + "/v1/tasks/" + canceled + "/cancel", "{}")
                            .status(),
                    "a cancel");
            MissException.unlessEqual("canceled", chains.ended(canceled).text("status"), "a chain that was canceled");
            String terminated = chains.post("4s");
            untilBranches(chains, terminated);
            temporal.terminate(Chains.workflowId(terminated));
            Answer end = chains.ended(terminated);
            MissException.unless(!end.text("status").equals("succeeded"), "a chain that was terminated succeeded");
            temporal.reset(Chains.workflowId(whole));
            temporal.closed(Chains.workflowId(whole));
            chains.madeAll(chains.ended(whole));
            product.books().check();
            return "%d events of a chain of six, %d bytes; canceled, terminated (%s) and reset"
                    .formatted(events, history.getHistory().getSerializedSize(), end.text("status"));
        }
    }

    private static void untilBranches(Chains chains, String task) {
        Patience.until("two branches that run", RUNNING_MAX, () -> {
            Answer read = chains.read(task);
            return read.text("steps.1.status").equals("running")
                    && read.text("steps.3.status").equals("running");
        });
    }
}
