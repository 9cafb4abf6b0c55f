package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class EventStreamTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger gone = new AtomicInteger();
    private final Client client = new Client();

    @Test
    void events_come_in_their_order_once_they_are_asked_for() {
        EventStream stream = stream(NEVER);
        stream.send(Event.of("a"));
        stream.subscribe(client);
        assertEquals(List.of(), client.received);
        client.ask(2);
        assertEquals(List.of(": open", "a"), client.received);
        stream.send(Event.of("b"));
        assertEquals(2, client.received.size());
        client.ask(10);
        stream.send(Event.of("c"));
        assertEquals(List.of(": open", "a", "b", "c"), client.received);
    }

    @Test
    void it_ends_when_all_is_written_and_not_before() {
        EventStream stream = stream(NEVER);
        stream.subscribe(client);
        stream.send(Event.of("a"));
        stream.end();
        stream.send(Event.of("too late"));
        client.ask(1);
        assertFalse(client.completed);
        client.ask(1);
        assertTrue(client.completed);
        assertEquals(List.of(": open", "a"), client.received);
        assertEquals(1, gone.get());
    }

    @Test
    void a_client_that_does_not_read_is_hung_up_on_at_a_bound() {
        EventStream stream = stream(NEVER);
        stream.subscribe(client);
        client.ask(1);
        IntStream.range(0, EventStream.WAITING_MAX).forEach(i -> stream.send(Event.of("e" + i)));
        assertFalse(client.failed);
        stream.send(Event.of("one too many"));
        assertTrue(client.failed);
        assertEquals(1, client.received.size());
        assertEquals(1, gone.get());
    }

    @Test
    void nobody_has_to_read_what_nobody_reads() {
        EventStream stream = stream(NEVER);
        IntStream.range(0, EventStream.WAITING_MAX).forEach(i -> stream.send(Event.of("e" + i)));
        assertEquals(1, gone.get(), "the comment at its beginning waits too");
    }

    @Test
    void what_a_newer_event_replaces_is_not_kept_for_a_client_that_is_behind() {
        EventStream stream = stream(NEVER);
        stream.subscribe(client);
        stream.sendFleeting(Event.of("10 percent"));
        client.ask(1);
        stream.sendFleeting(Event.of("20 percent"));
        stream.sendFleeting(Event.of("30 percent"));
        client.ask(5);
        assertEquals(List.of(": open", "20 percent"), client.received);
    }

    @Test
    void silence_is_broken_by_a_comment() {
        EventStream stream = stream(Duration.ZERO);
        stream.subscribe(client);
        client.ask(3);
        stream.keepAlive();
        assertEquals(List.of(": open", ": still here"), client.received);
        EventStream patient = stream(NEVER);
        Client other = new Client();
        patient.subscribe(other);
        other.ask(3);
        patient.keepAlive();
        assertEquals(List.of(": open"), other.received);
    }

    @Test
    void whoever_hangs_up_is_forgotten_once() {
        EventStream stream = stream(NEVER);
        stream.subscribe(client);
        client.hangUp();
        client.hangUp();
        stream.send(Event.of("a"));
        stream.end();
        assertEquals(1, gone.get());
        assertEquals(List.of(), client.received);
        assertFalse(client.completed);
    }

    @Test
    void many_threads_send_and_one_at_a_time_hands_over() {
        EventStream stream = stream(NEVER);
        stream.subscribe(client);
        client.ask(Long.MAX_VALUE);
        int threads = 4;
        int each = 1000;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                executor.execute(() -> IntStream.range(0, each).forEach(n -> stream.send(Event.of("e"))));
            }
        }
        assertFalse(client.overlapped);
        assertTrue(client.failed || client.received.size() == 1 + threads * each);
    }

    private EventStream stream(Duration commentEvery) {
        EventStream stream = new EventStream(commentEvery);
        stream.onGone(gone::incrementAndGet);
        return stream;
    }

    /** Reads as much as the test tells it to. */
    private static final class Client implements Subscriber<Event<String>> {

        private final List<String> received = new ArrayList<>();
        private final AtomicInteger inside = new AtomicInteger();
        private @Nullable Subscription subscription;
        private boolean completed;
        private boolean failed;
        private boolean overlapped;

        void ask(long count) {
            subscription().request(count);
        }

        void hangUp() {
            subscription().cancel();
        }

        private Subscription subscription() {
            if (subscription == null) {
                throw new AssertionError("not subscribed");
            }
            return subscription;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Event<String> event) {
            overlapped |= inside.incrementAndGet() != 1;
            received.add(event.getComment() == null ? event.getData() : ": " + event.getComment());
            inside.decrementAndGet();
        }

        @Override
        public void onError(Throwable thrown) {
            failed = true;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}
