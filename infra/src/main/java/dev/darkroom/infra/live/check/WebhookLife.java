package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.live.world.Sink;
import dev.darkroom.infra.live.world.TemporalView;
import dev.darkroom.infra.live.world.Tenant;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What becomes of webhooks whose receiver refuses them, whose worker dies with one in hand, and whose workflow an operator
 * cancels or terminates; and what endpoints are told.
 */
public final class WebhookLife implements Check {

    private static final int CREDIT_USD = 20;
    private static final int OK = 204;
    private static final int BROKEN = 500;
    private static final String ATTEMPTS = "DeliverWebhook";
    private static final Duration END_MAX = Duration.ofSeconds(60);

    @Override
    public String claim() {
        return "webhooks refused, interrupted, paused, canceled and terminated in Temporal arrive, or are abandoned"
                + " and sent again";
    }

    @Override
    public String run(Product product) throws IOException {
        Scene scene = new Scene(product, product.stack().tenant("webhook-life", CREDIT_USD));
        scene.endpointIsToldOfEverything();
        scene.refusedIsTriedAgain();
        scene.workerDiesWithOneInHand();
        try (TemporalView temporal = product.temporal()) {
            scene.pausedWaits(temporal);
            scene.endedByAnOperator("canceled", temporal::cancel);
            scene.endedByAnOperator("terminated", temporal::terminate);
        }
        product.books().check();
        return "an endpoint with a test, a job and a chain of two; one refused, one interrupted, one paused, one"
                + " canceled and one terminated and sent again";
    }

    /** What an operator does to a workflow. */
    @FunctionalInterface
    private interface Act {
        void on(String workflowId);
    }

    private record Scene(Product product, Tenant tenant) {

        private Sink sink() {
            return product.sink();
        }

        private String api() {
            return product.stack().ready().apis().getFirst();
        }

        private String url(String receiver) {
            return sink().url(receiver, tenant.webhookSecret(), product.canary());
        }

        void endpointIsToldOfEverything() throws IOException {
            String url = sink().url("endpoint", "", product.canary());
            Answer made = tenant.post(api() + "/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(url));
            MissException.unlessEqual(201, made.status(), "a new endpoint");
            sink().secret("endpoint", made.text("secret"));
            Answer tested = tenant.post(api() + "/v1/webhook-endpoints/" + made.text("id") + "/test", "");
            MissException.unlessEqual(200, tested.status(), "a test of an endpoint");
            MissException.unlessEqual("delivered", tested.text("state"), "the test");
            String task = post("/v1/images/generations", "{\"prompt\": \"a lake\"}");
            MissException.unless(
                    sink().await("endpoint", task, "task.succeeded").verified(), "an endpoint's own secret signs");
            String chain = post("/v1/chains", """
                {"steps": [{"name": "a", "prompt": "a lake"},
                 {"name": "b", "prompt": "darker", "images": [{"type": "step", "step": "a"}]}], "webhook_url": "%s"}\
                """.formatted(url("chain")));
            sink().await("endpoint", chain, "task.succeeded");
            Sink.Arrival whole = sink().await("chain", chain, "task.succeeded");
            for (String step : List.of("0", "1")) {
                String id = Json.text(whole.body(), "data.steps." + step + ".task_id");
                sink().await("endpoint", id, "task.succeeded");
                sink().await("chain", id, "task.succeeded");
            }
            MissException.unless(
                    sink().arrivals("endpoint").stream().allMatch(Sink.Arrival::verified), "a signature is wrong");
            Answer gone = tenant.send("DELETE", api() + "/v1/webhook-endpoints/" + made.text("id"), "");
            MissException.unlessEqual(204, gone.status(), "a deleted endpoint");
        }

        void refusedIsTriedAgain() throws IOException {
            AtomicInteger asked = new AtomicInteger();
            sink().answer("refuses", arrival -> asked.incrementAndGet() == 1 ? BROKEN : OK);
            String task = told("refuses");
            JsonValue delivery = delivery(task, "delivered");
            MissException.unlessEqual("500", Json.text(delivery, "attempts.0.status"), "the first attempt");
            MissException.unlessEqual("204", Json.text(delivery, "attempts.1.status"), "the second attempt");
            once("refuses", 2);
        }

        /** It is sent, and nobody is left to write that down: it is sent again, as what it is. */
        void workerDiesWithOneInHand() throws IOException {
            AtomicBoolean killed = new AtomicBoolean();
            sink().answer("kills", arrival -> {
                if (!killed.getAndSet(true)) {
                    product.stack().ready().pids("worker").forEach(Signals::kill);
                }
                return OK;
            });
            String task = told("kills");
            JsonValue _ = delivery(task, "delivered");
            once("kills", 2);
        }

        /** The second attempt is due after 5 s and does not come; it comes when it is let. */
        void pausedWaits(TemporalView temporal) throws IOException {
            AtomicInteger asked = new AtomicInteger();
            sink().answer("paused", arrival -> asked.incrementAndGet() == 1 ? BROKEN : OK);
            String task = told("paused");
            sink().await("paused", task, "task.succeeded");
            String workflow = workflow(task);
            temporal.pause(workflow, ATTEMPTS);
            Patience.sleep(Duration.ofSeconds(8));
            MissException.unlessEqual("pending", list(task).text("deliveries.0.state"), "a delivery that is paused");
            once("paused", 1);
            temporal.unpause(workflow, ATTEMPTS);
            JsonValue _ = delivery(task, "delivered");
            once("paused", 2);
        }

        void endedByAnOperator(String name, Act act) throws IOException {
            AtomicBoolean mended = new AtomicBoolean();
            sink().answer(name, arrival -> mended.get() ? OK : BROKEN);
            String task = told(name);
            sink().await(name, task, "task.succeeded");
            act.on(workflow(task));
            JsonValue delivery = delivery(task, "abandoned");
            mended.set(true);
            Answer again =
                    tenant.post(api() + "/v1/webhook-deliveries/" + Json.text(delivery, "id") + "/redeliver", "");
            MissException.unlessEqual(202, again.status(), "a redelivery");
            MissException.unlessEqual(
                    "1", Json.text(delivery(task, "delivered"), "redeliveries"), "how often it was sent again");
            List<Sink.Arrival> all = sink().arrivals(name);
            MissException.unless(all.size() >= 2, "it did not arrive again");
            once(name, all.size());
        }

        private static String workflow(String task) {
            return "wh-" + EventId.of(JobId.of(Chains.workflowId(task)), WebhookEventKind.SUCCEEDED);
        }

        private String told(String receiver) throws IOException {
            return post(
                    "/v1/images/generations",
                    "{\"prompt\": \"a lake\", \"webhook_url\": \"%s\"}".formatted(url(receiver)));
        }

        private String post(String path, String body) throws IOException {
            Answer answer = tenant.post(api() + path, body);
            MissException.unlessEqual(202, answer.status(), "the answer to a POST");
            return answer.text("task_id");
        }

        /** The delivery of a task to the URL of its request, once it is in that state. */
        private JsonValue delivery(String task, String state) {
            return Patience.await("a delivery that is " + state, END_MAX, () -> {
                Answer list = list(task);
                return list.text("deliveries.0.state").equals(state)
                        ? Optional.of(Json.at(list.json(), "deliveries.0"))
                        : Optional.empty();
            });
        }

        private Answer list(String task) {
            try {
                return tenant.get(api() + "/v1/webhook-deliveries?task_id=" + task);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** All that came at a receiver was one event, so often. */
        private void once(String receiver, int times) {
            List<Sink.Arrival> all = sink().arrivals(receiver);
            MissException.unlessEqual(times, all.size(), "arrivals at " + receiver);
            MissException.unlessEqual(
                    1L, all.stream().map(Sink.Arrival::id).distinct().count(), "ids at " + receiver);
        }
    }
}
