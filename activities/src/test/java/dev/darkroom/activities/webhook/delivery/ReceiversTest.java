package dev.darkroom.activities.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.webhook.delivery.Receivers.Receiver;
import dev.darkroom.activities.webhook.delivery.Receivers.Turn;
import dev.darkroom.activities.webhook.send.Attempt;
import dev.darkroom.activities.webhook.send.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiversTest {

    private final Receivers receivers = new Receivers(new WebhookConfig(200, 6, 20, 100));

    @Test
    void a_host_has_four_calls_at_once() {
        List<Turn> turns = enter(4, "slow.example", "a");
        assertEquals(Optional.empty(), receivers.enter(receiver("slow.example", "b", null, 0)));
        turns.getFirst().close();
        assertTrue(receivers.enter(receiver("slow.example", "b", null, 0)).isPresent());
    }

    @Test
    void a_host_that_hangs_holds_up_no_other() {
        enter(4, "slow.example", "a");
        assertTrue(receivers.enter(receiver("quick.example", "b", null, 0)).isPresent());
        assertTrue(receivers.enter(receiver("quick.example", "a", null, 0)).isPresent());
    }

    @Test
    void a_tenant_has_only_so_many_calls_however_many_hosts() {
        enter(3, "one.example", "a");
        enter(3, "two.example", "a");
        assertEquals(Optional.empty(), receivers.enter(receiver("three.example", "a", null, 0)));
        assertTrue(receivers.enter(receiver("three.example", "b", null, 0)).isPresent());
    }

    @Test
    void an_endpoint_that_has_failed_five_times_has_one_call_at_once() {
        Receiver failing = receiver("dead.example", "a", "e", 5);
        Turn turn = receivers.enter(failing).orElseThrow();
        long before = System.nanoTime();
        assertEquals(Optional.empty(), receivers.enter(failing));
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(2), "nobody waits for it");
        turn.close();
        assertTrue(receivers.enter(failing).isPresent());
        assertFalse(receiver("dead.example", "a", "e", 4).isFailing());
    }

    @Test
    void a_host_that_was_silent_five_times_has_one_call_at_once_until_it_answers() {
        Receiver request = receiver("silent.example", "a", null, 0);
        for (int silent = 0; silent < 5; silent++) {
            assertFalse(receivers.asKnown(request).isFailing());
            receivers.noted(request, new Attempt(Instant.EPOCH, null, null, Problem.UNREACHABLE, "", null));
        }
        Receiver known = receivers.asKnown(request);
        assertTrue(known.isFailing());
        assertTrue(receivers.enter(known).isPresent());
        assertEquals(Optional.empty(), receivers.enter(known));
        receivers.noted(request, new Attempt(Instant.EPOCH, 500, Duration.ofMillis(1), null, "", null));
        assertFalse(receivers.asKnown(request).isFailing(), "it answers");
    }

    @Test
    void where_four_wait_for_a_host_the_fifth_does_not() throws InterruptedException {
        enter(4, "slow.example", "a");
        for (int waiting = 0; waiting < 4; waiting++) {
            Thread thread = Thread.ofVirtual().start(() -> receivers.enter(receiver("slow.example", "b", null, 0)));
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertTrue(thread.isAlive(), "nobody waits");
                Thread.onSpinWait();
            }
        }
        long before = System.nanoTime();
        assertEquals(Optional.empty(), receivers.enter(receiver("slow.example", "c", null, 0)));
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(2), "it is not kept waiting");
    }

    @Test
    void whoever_waits_gets_the_place_that_becomes_free() throws InterruptedException {
        List<Turn> turns = enter(4, "slow.example", "a");
        CountDownLatch entered = new CountDownLatch(1);
        Thread waiting = Thread.ofVirtual()
                .start(() ->
                        receivers.enter(receiver("slow.example", "b", null, 0)).ifPresent(turn -> entered.countDown()));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(waiting.isAlive(), "nobody waits");
            Thread.onSpinWait();
        }
        turns.getFirst().close();
        assertTrue(entered.await(10, TimeUnit.SECONDS));
    }

    @Test
    void those_that_come_back_do_not_come_together() {
        Receiver busy = receiver("slow.example", "a", null, 0);
        assertTrue(busy.busyPause().toMillis() >= 2000 && busy.busyPause().toMillis() <= 20_000);
        Receiver failing = receiver("dead.example", "a", "e", 7);
        assertTrue(failing.busyPause().toSeconds() >= 60 && failing.busyPause().toMinutes() <= 10);
    }

    private List<Turn> enter(int times, String host, String tenant) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            turns.add(receivers.enter(receiver(host, tenant, null, 0)).orElseThrow());
        }
        return turns;
    }

    private static Receiver receiver(String host, String tenant, @Nullable String endpoint, int failures) {
        return new Receiver(host, tenant, endpoint, failures);
    }
}
