package dev.darkroom.infra.bench.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.webhook.Deliveries.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final Instant END = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void the_time_is_from_the_end_to_the_first_byte() {
        WebhookBatch batch = batch(new Arrival("job", END.plusNanos(123_456_000)), Map.of("job", END));
        assertEquals(List.of(123.456), batch.millis());
        assertEquals(List.of("refused with 500"), batch.failures());
    }

    @Test
    void an_arrival_without_an_end_is_a_failure() {
        WebhookBatch batch = batch(new Arrival("job", END), Map.of());
        assertEquals(List.of(), batch.millis());
        assertEquals(
                "the webhook of job job came, but its row has not ended",
                batch.failures().getLast());
    }

    @Test
    void an_arrival_before_the_end_is_a_failure() {
        WebhookBatch batch = batch(new Arrival("job", END.minusNanos(1)), Map.of("job", END));
        assertEquals(List.of(), batch.millis());
        assertEquals(
                "the webhook of job job came before its end", batch.failures().getLast());
    }

    private static WebhookBatch batch(Arrival arrival, Map<String, Instant> ends) {
        return Deliveries.batch(Kind.WEBHOOK, Phase.LONE, 1, List.of(arrival), ends, List.of("refused with 500"));
    }
}
