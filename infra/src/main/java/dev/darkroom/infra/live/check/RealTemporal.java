package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.util.List;

/** The jobs run on a real Temporal server, where an operator finds what the job is about. */
public final class RealTemporal implements Check {

    private static final int CREDIT_USD = 10;

    @Override
    public String claim() {
        return "a real Temporal server runs the jobs and shows them by tenant, model, provider and state";
    }

    @Override
    public String run(Product product) {
        MissException.unless(
                !product.stack().ready().text("temporal").isEmpty(),
                "there is no Temporal server here, only the one in memory: nothing of this tier is shown by it");
        Crowd crowd = new Crowd(product, product.stack().tenant("first", CREDIT_USD));
        String id = crowd.post(Order.plain("0.5s")).id();
        String seen = crowd.endsWell();
        try (TemporalView temporal = product.temporal()) {
            WorkflowExecutionInfo info = temporal.closed(id);
            for (String name : List.of("Tenant", "Surface", "Model", "Provider", "JobState")) {
                MissException.unless(
                        info.getSearchAttributes().containsIndexedFields(name), "no search attribute " + name);
            }
            return "%s; %d events".formatted(seen, info.getHistoryLength());
        }
    }
}
