package dev.darkroom.activities.webhook.delivery;

import static dev.darkroom.activities.testing.ScriptedWeb.reset;
import static dev.darkroom.activities.testing.ScriptedWeb.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.testing.Drafts;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.activities.testing.Signatures;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.webhook.Redeliveries;
import dev.darkroom.activities.webhook.WebhookEndpointRow;
import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.activities.webhook.delivery.DeliverStep.Outcome;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts at deliveries: a real receiver on this machine, over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliverStepTest {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String BROKEN = "HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\nsorry";

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(
            database,
            database.config(),
            Map.of("darkroom.network.allow-http", "true", "darkroom.network.allow-local", "true"));
    private final DeliverStep step = core.get(DeliverStep.class);
    private final WebhookEndpoints endpoints = core.get(WebhookEndpoints.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(10));
    private final ScriptedWeb web;

    DeliverStepTest() throws IOException {
        web = new ScriptedWeb();
    }

    @AfterAll
    void close() throws IOException {
        web.close();
        core.close();
    }

    @Test
    void a_receiver_that_takes_it_ends_the_delivery() {
        DeliveryId delivery = toUrl(answering("/takes", NO_CONTENT));
        assertEquals(new Outcome.Ended(DeliveryState.DELIVERED, 1, 204), step.run(delivery, 0));
        assertEquals(DeliveryState.DELIVERED, state(delivery));
        assertTrue(isSigned("/takes", 0, TestCore.WEBHOOK_SECRET));
        assertEquals(new Outcome.Ended(DeliveryState.DELIVERED, 1, 204), step.run(delivery, 0), "a second run");
        assertEquals(1, requests("/takes").size());
        assertNull(database.query("SELECT url FROM webhook_delivery WHERE id = '" + delivery + "'"));
    }

    @Test
    void an_endpoint_gets_its_own_words_under_its_own_secret() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        WebhookEndpoints.Shown shown = endpoint(own, answering("/endpoint", NO_CONTENT));
        DeliveryId delivery = delivery(own, null);
        assertInstanceOf(Outcome.Ended.class, step.run(delivery, 0));
        assertTrue(isSigned("/endpoint", 0, shown.secret()));
        assertFalse(isSigned("/endpoint", 0, TestCore.WEBHOOK_SECRET));
        assertTrue(body("/endpoint", 0).startsWith("{\"to\":\"endpoint\""));
    }

    @ParameterizedTest
    @CsvSource({"500", "404", "301", "429"})
    void ten_attempts_and_then_it_is_dead(int status) {
        String path = "/dead-" + status;
        DeliveryId delivery = toUrl(answering(path, "HTTP/1.1 %d No\r\nLocation: /\r\n\r\n".formatted(status)));
        for (int tries = 1; tries < 10; tries++) {
            Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, step.run(delivery, 0));
            assertEquals(tries, failed.tries());
            assertEquals("status " + status, failed.what());
            assertEquals(DeliveryState.PENDING, state(delivery));
            due(delivery);
        }
        assertEquals(new Outcome.Ended(DeliveryState.DEAD, 10, status), step.run(delivery, 0));
        assertEquals(DeliveryState.DEAD, state(delivery));
        assertEquals(10, requests(path).size());
        assertEquals(
                1,
                requests(path).stream()
                        .map(head -> header(head, "webhook-id"))
                        .distinct()
                        .count(),
                "one id for all attempts");
    }

    @Test
    void one_that_is_dead_and_sent_again_has_ten_attempts_more() {
        DeliveryId delivery = toUrl(answering("/twenty", BROKEN));
        for (int redelivery = 0; redelivery < 2; redelivery++) {
            for (int tries = 1; tries <= 10; tries++) {
                step.run(delivery, redelivery);
                due(delivery);
            }
            assertEquals(DeliveryState.DEAD, state(delivery));
            assertInstanceOf(
                    Redeliveries.Reply.Revived.class,
                    core.get(Redeliveries.class).again(tenant, delivery.text()));
        }
        assertEquals(20, requests("/twenty").size());
        assertEquals(
                1,
                requests("/twenty").stream()
                        .map(head -> header(head, "webhook-id"))
                        .distinct()
                        .count());
    }

    @Test
    void between_attempts_it_is_left_alone() {
        DeliveryId delivery = toUrl(answering("/waits", BROKEN));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, step.run(delivery, 0));
        assertTrue(failed.pause().compareTo(Duration.ofSeconds(5)) >= 0);
        assertInstanceOf(Outcome.NotNow.class, step.run(delivery, 0));
        assertEquals(1, requests("/waits").size());
    }

    @Test
    void a_receiver_that_asks_for_a_day_gets_a_day() {
        DeliveryId delivery =
                toUrl(answering("/day", "HTTP/1.1 429 Busy\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n"));
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, step.run(delivery, 0));
        assertEquals(Duration.ofDays(1), failed.pause());
        Outcome.NotNow later = assertInstanceOf(Outcome.NotNow.class, step.run(delivery, 0));
        assertTrue(later.pause().compareTo(Duration.ofHours(23)) > 0);
    }

    @Test
    void gone_ends_it_and_disables_the_endpoint() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        WebhookEndpointRow endpoint =
                endpoint(own, answering("/gone", "HTTP/1.1 410 Gone\r\n\r\n")).row();
        DeliveryId first = delivery(own, null);
        DeliveryId second = delivery(own, null);
        assertEquals(new Outcome.Ended(DeliveryState.DEAD, 1, 410), step.run(first, 0));
        assertEquals(
                "it answered 410 Gone",
                endpoints.find(own, endpoint.id()).orElseThrow().disabledReason());
        assertEquals(new Outcome.Ended(DeliveryState.DEAD, 0, null), step.run(second, 0), "nothing is sent any more");
        assertEquals(1, requests("/gone").size());
    }

    @Test
    void a_connection_that_is_reset_after_the_body_delivers() {
        web.onSocket("/reset-after", socket -> {
            write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            reset(socket);
        });
        DeliveryId delivery = toUrl(web.url("/reset-after"));
        assertEquals(new Outcome.Ended(DeliveryState.DELIVERED, 1, 200), step.run(delivery, 0));
    }

    @Test
    void an_attempt_that_was_not_written_is_made_again_under_the_same_id() {
        DeliveryId delivery = toUrl(answering("/twice", BROKEN));
        step.run(delivery, 0);
        database.execute(
                "UPDATE webhook_delivery SET attempts = 0, tries = 0, next_at = NULL WHERE id = '" + delivery + "'");
        database.execute("DELETE FROM webhook_attempt WHERE delivery_id = '" + delivery + "'");
        Outcome.Failed again = assertInstanceOf(Outcome.Failed.class, step.run(delivery, 0));
        assertEquals(1, again.tries());
        assertEquals(2, requests("/twice").size());
        assertEquals(
                header(requests("/twice").get(0), "webhook-id"),
                header(requests("/twice").get(1), "webhook-id"));
        assertEquals(body("/twice", 0), body("/twice", 1));
    }

    @Test
    void a_secret_rotated_between_attempts_signs_beside_the_old_one() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        WebhookEndpoints.Shown before = endpoint(own, answering("/rotates", BROKEN));
        DeliveryId delivery = delivery(own, null);
        step.run(delivery, 0);
        WebhookEndpoints.Shown after = endpoints.rotate(own, before.row().id()).orElseThrow();
        due(delivery);
        step.run(delivery, 0);
        assertTrue(isSigned("/rotates", 1, before.secret()));
        assertTrue(isSigned("/rotates", 1, after.secret()));
        database.execute("UPDATE webhook_endpoint SET secret_before_until = NOW(3) WHERE tenant_id = '" + own + "'");
        due(delivery);
        step.run(delivery, 0);
        assertTrue(isSigned("/rotates", 2, after.secret()));
        assertFalse(isSigned("/rotates", 2, before.secret()));
    }

    @Test
    void an_endpoint_deleted_between_attempts_ends_its_deliveries() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        WebhookEndpoints.Shown shown = endpoint(own, answering("/deleted", BROKEN));
        DeliveryId delivery = delivery(own, null);
        step.run(delivery, 0);
        assertTrue(endpoints.delete(own, shown.row().id()));
        due(delivery);
        assertEquals(new Outcome.Ended(DeliveryState.DEAD, 1, 500), step.run(delivery, 0));
        assertEquals(1, requests("/deleted").size());
    }

    @Test
    void the_texts_of_a_job_removed_between_attempts_do_not_stop_it() {
        DeliveryId delivery = toUrl(answering("/removed", BROKEN));
        step.run(delivery, 0);
        String job = database.query("SELECT e.job_id FROM webhook_event e JOIN webhook_delivery d ON d.event_id = e.id"
                + " WHERE d.id = '" + delivery + "'");
        database.execute("UPDATE job SET request_webhook_url = NULL, request_prompt = NULL WHERE id = '" + job + "'");
        due(delivery);
        assertInstanceOf(Outcome.Failed.class, step.run(delivery, 0));
        assertEquals(2, requests("/removed").size());
    }

    @Test
    void failures_in_a_row_are_counted_and_a_success_ends_the_row() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        WebhookEndpointRow endpoint = endpoint(own, answering("/row", BROKEN)).row();
        DeliveryId delivery = delivery(own, null);
        for (int failures = 1; failures <= 3; failures++) {
            step.run(delivery, 0);
            due(delivery);
            assertEquals(
                    failures, endpoints.find(own, endpoint.id()).orElseThrow().failures());
        }
        answering("/row", NO_CONTENT);
        step.run(delivery, 0);
        assertEquals(0, endpoints.find(own, endpoint.id()).orElseThrow().failures());
    }

    @Test
    void what_a_receiver_writes_is_kept_up_to_a_kibibyte() {
        DeliveryId delivery =
                toUrl(answering("/chatty", "HTTP/1.1 500 Oh\r\nContent-Length: 4000\r\n\r\n" + "<script>".repeat(500)));
        step.run(delivery, 0);
        String answer = database.query("SELECT answer FROM webhook_attempt WHERE delivery_id = '" + delivery + "'");
        assertEquals("<script>".repeat(128), answer);
    }

    @Test
    void nobody_is_told_that_a_blocked_address_is_one() throws IOException {
        TestCore strict = TestCore.over(database);
        try {
            DeliveryId delivery = toUrl(answering("/inside", NO_CONTENT));
            Outcome.Failed failed = assertInstanceOf(
                    Outcome.Failed.class, strict.get(DeliverStep.class).run(delivery, 0));
            assertEquals("unreachable", failed.what());
            assertEquals(List.of(), requests("/inside"));
            assertEquals(
                    1,
                    database.count("SELECT COUNT(*) FROM webhook_attempt WHERE delivery_id = '" + delivery
                            + "' AND problem = 'unreachable' AND duration_ms IS NULL AND status IS NULL"));
        } finally {
            strict.close();
        }
    }

    @Test
    void an_older_sending_ends_where_a_newer_one_has_begun() {
        DeliveryId delivery = toUrl(answering("/older", NO_CONTENT));
        database.execute("UPDATE webhook_delivery SET redeliveries = 1 WHERE id = '" + delivery + "'");
        assertInstanceOf(Outcome.Ended.class, step.run(delivery, 0));
        assertEquals(List.of(), requests("/older"));
        assertInstanceOf(Outcome.Ended.class, step.run(delivery, 1));
        assertEquals(1, requests("/older").size());
    }

    @Test
    void an_erased_tenant_is_told_nothing_more() {
        TenantId own = core.tenant(MicroUsd.ofUsd(1));
        endpoint(own, answering("/erased", BROKEN));
        DeliveryId delivery = delivery(own, null);
        step.run(delivery, 0);
        endpoints.erase(own);
        assertEquals(DeliveryState.DEAD, state(delivery));
        assertEquals("", database.query("SELECT answer FROM webhook_attempt WHERE delivery_id = '" + delivery + "'"));
        assertEquals("", database.query("SELECT url FROM webhook_endpoint WHERE tenant_id = '" + own + "'"));
        assertEquals(List.of(), endpoints.list(own));
    }

    private String answering(String path, String answer) {
        web.on(path, out -> write(out, answer));
        return web.url(path);
    }

    private WebhookEndpoints.Shown endpoint(TenantId owner, String url) {
        return endpoints
                .add(owner, url, List.of(WebhookEventKind.FAILED), "", 20)
                .orElseThrow();
    }

    private DeliveryId toUrl(String url) {
        return delivery(tenant, url);
    }

    private DeliveryId delivery(TenantId owner, @Nullable String url) {
        JobRow draft = TestCore.draft(owner, 1);
        JobRow job = url == null ? draft : Drafts.telling(draft, url, "failed");
        core.get(Acceptance.class).take(job, false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(job.jobId());
        Optional<Notice> notice = core.get(Settlements.class)
                .end(job.jobId(), new JobEnding.Failed(FailureKind.PROVIDER_ERROR))
                .orElseThrow()
                .notice();
        return notice.orElseThrow().destinations().getFirst().delivery();
    }

    private void due(DeliveryId delivery) {
        database.execute("UPDATE webhook_delivery SET next_at = NULL WHERE id = '" + delivery + "'");
    }

    private DeliveryState state(DeliveryId delivery) {
        String state = database.query("SELECT state FROM webhook_delivery WHERE id = '" + delivery + "'");
        return DeliveryState.valueOf(Objects.requireNonNull(state));
    }

    private List<String> requests(String path) {
        return web.heads().stream()
                .filter(head -> head.startsWith("POST " + path + " "))
                .toList();
    }

    private String body(String path, int index) {
        return web.bodies().get(web.heads().indexOf(requests(path).get(index)));
    }

    private static String header(String head, String name) {
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElseThrow();
    }

    private boolean isSigned(String path, int index, String secret) {
        String head = requests(path).get(index);
        Map<String, List<String>> headers = List.of("webhook-id", "webhook-timestamp", "webhook-signature").stream()
                .collect(Collectors.toMap(name -> name, name -> List.of(header(head, name))));
        return Signatures.isSignedBy(secret, headers, body(path, index));
    }
}
