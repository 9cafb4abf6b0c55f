package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.webhook.Deliveries;
import dev.darkroom.api.core.webhook.DeliveryView;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of deliveries, newest first. */
@Singleton
final class DeliveryList {

    /** What a delivery can tell of. */
    private static final List<String> EVENTS = List.of("succeeded", "failed", "canceled", "progressed", "test");

    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;
    private static final String LIST = "webhook-deliveries";
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final Deliveries deliveries;
    private final Cursors cursors;

    DeliveryList(Deliveries deliveries, Cursors cursors) {
        this.deliveries = deliveries;
        this.cursors = cursors;
    }

    /** The page that the query parameters ask for. */
    DeliveryReply.Page page(Caller caller, QueryParams params) {
        JobId job = job(params.text("task_id"));
        String endpoint = endpoint(params.text("endpoint_id"));
        String state = params.word("state", DeliveryState.words());
        String event = params.word("event", EVENTS);
        Instant since = params.time("since", Instant.EPOCH);
        Instant until = params.time("until", END_OF_TIME);
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String cursor = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        params.end();
        DeliveryState wanted = state == null ? null : DeliveryState.of(state).orElseThrow();
        List<DeliveryView> found = deliveries.list(
                caller, new Deliveries.Query(job, endpoint, wanted, event, since, until, cursor, limit + 1));
        List<DeliveryView> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? cursors.write(caller.tenant(), LIST, page.getLast().id())
                : null;
        return new DeliveryReply.Page(page.stream().map(DeliveryReply::of).toList(), next);
    }

    private static @Nullable JobId job(@Nullable String id) {
        return id == null
                ? null
                : JobIds.parse(id)
                        .map(JobIds::job)
                        .orElseThrow(() -> new BadFieldException("task_id", "is not the id of a task"));
    }

    private static @Nullable String endpoint(@Nullable String id) {
        return id == null
                ? null
                : WebhookIds.endpoint(id)
                        .orElseThrow(() -> new BadFieldException("endpoint_id", "is not the id of an endpoint"));
    }
}
