package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class ObjectEventsTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final int LARGE = 100_000;

    private final Client client = new Client();
    private final List<String> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    @Test
    void an_event_is_opened_when_its_turn_has_come() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.subscribe(client);
        events.send(event("a", 1));
        events.send(event("b", 1));
        assertEquals(List.of(), client.received);
        client.ask(1);
        assertEquals(List.of(": open\n\n"), client.received);
        assertEquals(List.of(), opened);
        client.ask(1);
        assertEquals(List.of("a"), opened);
        client.ask(5);
        assertEquals(List.of(": open\n\n", "a", "b"), client.received);
        assertEquals(List.of("a", "b"), closed);
    }

    @Test
    void a_large_event_comes_in_pieces_as_the_client_asks() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.subscribe(client);
        events.send(event("a", LARGE));
        events.end();
        client.ask(2);
        assertTrue(client.received.getLast().length() < LARGE / 2 + 1);
        assertEquals(List.of(), closed);
        client.ask(100);
        assertEquals("a".repeat(LARGE), String.join("", client.received.subList(1, client.received.size())));
        assertTrue(client.completed);
    }

    @Test
    void it_ends_when_all_is_written_and_not_before() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.send(event("a", 1));
        events.end();
        events.send(event("too late", 1));
        events.subscribe(client);
        client.ask(1);
        assertFalse(client.completed);
        client.ask(1);
        assertTrue(client.completed);
        assertEquals(List.of(": open\n\n", "a"), client.received);
    }

    @Test
    void what_is_gone_is_left_out() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.subscribe(client);
        client.ask(10);
        events.send(() -> {
            throw new NoSuchFileException("gone");
        });
        events.send(event("b", 1));
        events.end();
        assertEquals(List.of(": open\n\n", "b"), client.received);
        assertTrue(client.completed);
        assertNull(client.failure);
    }

    @Test
    void half_an_event_breaks_the_stream_off() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.subscribe(client);
        client.ask(10);
        events.send(Broken::new);
        events.send(event("b", 1));
        assertTrue(client.failure instanceof IOException);
        assertEquals(List.of(), opened);
    }

    @Test
    void a_client_that_hangs_up_is_sent_nothing_and_leaves_nothing_open() {
        ObjectEvents events = new ObjectEvents(Runnable::run, NEVER);
        events.subscribe(client);
        events.send(event("a", LARGE));
        client.ask(2);
        client.hangUp();
        assertEquals(List.of("a"), closed);
        events.send(event("b", 1));
        events.end();
        client.ask(10);
        assertEquals(List.of("a"), opened);
        assertFalse(client.completed);
    }

    @Test
    void one_thread_at_a_time_reads() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        ObjectEvents events = new ObjectEvents(tasks::add, NEVER);
        events.subscribe(client);
        client.ask(10);
        events.send(event("a", 1));
        events.send(event("b", 1));
        assertEquals(1, tasks.size());
        tasks.remove().run();
        assertEquals(List.of(": open\n\n", "a", "b"), client.received);
        events.send(event("c", 1));
        tasks.remove().run();
        assertEquals("c", client.received.getLast());
        assertTrue(tasks.isEmpty());
    }

    @Test
    void a_silent_stream_shows_that_it_lives() {
        ObjectEvents silent = new ObjectEvents(Runnable::run, Duration.ZERO);
        silent.subscribe(client);
        client.ask(2);
        silent.keepAlive();
        silent.keepAlive();
        silent.keepAlive();
        assertEquals(List.of(": open\n\n", ": still here\n\n"), client.received, "not where the client is behind");
        client.ask(10);
        assertEquals(3, client.received.size());
        ObjectEvents patient = new ObjectEvents(Runnable::run, NEVER);
        Client other = new Client();
        patient.subscribe(other);
        other.ask(10);
        patient.keepAlive();
        assertEquals(List.of(": open\n\n"), other.received);
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the store is away");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    private ObjectEvents.Event event(String text, int times) {
        return () -> {
            opened.add(text);
            return new ByteArrayInputStream(text.repeat(times).getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    closed.add(text);
                }
            };
        };
    }

    private static final class Client implements Subscriber<byte[]> {

        private final List<String> received = new ArrayList<>();
        private @Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private boolean completed;

        void ask(long count) {
            if (subscription != null) {
                subscription.request(count);
            }
        }

        void hangUp() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(byte[] bytes) {
            received.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}
