package dev.darkroom.api.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events that carry stored objects, as the body of a response. An event is opened when its turn has come, and
 * never more than a piece of one is in memory. A thread is lent while there is something to read and the client takes it.
 */
public final class ObjectEvents implements Publisher<byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectEvents.class);
    private static final int PIECE = 48 * 1024;

    private final Executor readers;
    private final Duration commentEvery;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private @Nullable Subscriber<? super byte[]> client;
    private @Nullable InputStream current;
    private long wanted;
    private long movedAt = System.nanoTime();
    private boolean reading;
    private boolean ending;
    private boolean over;

    /**
     * A stream that begins with a comment, since the head of a response is written with the first of its body.
     *
     * @param readers whose threads may wait for a store
     * @param commentEvery how long nothing is sent before a comment is
     */
    public ObjectEvents(Executor readers, Duration commentEvery) {
        this.readers = readers;
        this.commentEvery = commentEvery;
        waiting.add(comment("open"));
    }

    /** An event, as the lines that are written. */
    @FunctionalInterface
    public interface Event {

        /**
         * Opens its bytes. They are closed here.
         *
         * @throws IOException where there is nothing to send after all: the event is left out
         */
        InputStream open() throws IOException;
    }

    /** Sends an event once those before it are sent. */
    public void send(Event event) {
        synchronized (this) {
            if (over || ending) {
                return;
            }
            waiting.add(event);
        }
        lend();
    }

    /** Shows the client that the stream lives, where nothing was sent for a while. */
    public void keepAlive() {
        boolean silent;
        synchronized (this) {
            Duration still = Duration.ofNanos(System.nanoTime() - movedAt);
            silent = waiting.isEmpty() && current == null && still.compareTo(commentEvery) >= 0;
        }
        if (silent) {
            send(comment("still here"));
        }
    }

    /** Ends the stream once all is written. */
    public void end() {
        synchronized (this) {
            ending = true;
        }
        lend();
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> subscriber) {
        synchronized (this) {
            client = subscriber;
        }
        subscriber.onSubscribe(new Demand());
    }

    /** What the client's side says. */
    private final class Demand implements Subscription {

        @Override
        public void request(long count) {
            synchronized (ObjectEvents.this) {
                wanted = count > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + count;
            }
            lend();
        }

        @Override
        public void cancel() {
            synchronized (ObjectEvents.this) {
                over = true;
                waiting.clear();
            }
            lend();
        }
    }

    private static Event comment(String text) {
        return () -> new ByteArrayInputStream(": %s\n\n".formatted(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Has a thread read what there is to send, unless one does. */
    private void lend() {
        synchronized (this) {
            boolean toDo = over ? current != null : canSend() || isDone();
            if (reading || !toDo) {
                return;
            }
            reading = true;
        }
        readers.execute(this::read);
    }

    private synchronized boolean canSend() {
        return !over && client != null && wanted > 0 && (current != null || !waiting.isEmpty());
    }

    private synchronized boolean isDone() {
        return !over && client != null && ending && current == null && waiting.isEmpty();
    }

    private void read() {
        try {
            while (canSend()) {
                InputStream open = opened();
                if (open != null) {
                    sendPiece(open);
                }
            }
            finish();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a stream of events breaks off: {}", e.getClass());
            breakOff(e);
        } finally {
            synchronized (this) {
                reading = false;
            }
        }
        lend();
    }

    /** The event that is being sent, or the next one; null where that is left out. */
    private @Nullable InputStream opened() {
        Event next;
        synchronized (this) {
            if (current != null) {
                return current;
            }
            next = waiting.poll();
        }
        InputStream open = null;
        try {
            open = next == null ? null : next.open();
        } catch (IOException e) {
            LOG.debug("an event is left out: {}", e.getClass());
        }
        synchronized (this) {
            current = open;
        }
        return open;
    }

    private void sendPiece(InputStream open) throws IOException {
        byte[] piece = open.readNBytes(PIECE);
        if (piece.length < PIECE) {
            closeCurrent();
        }
        if (piece.length == 0) {
            return;
        }
        Subscriber<? super byte[]> listener;
        synchronized (this) {
            listener = over ? null : client;
            wanted--;
            movedAt = System.nanoTime();
        }
        if (listener != null) {
            listener.onNext(piece);
        }
    }

    private void finish() {
        Subscriber<? super byte[]> listener;
        boolean gone;
        synchronized (this) {
            gone = over;
            listener = isDone() ? client : null;
            over |= listener != null;
        }
        if (gone) {
            closeCurrent();
        }
        if (listener != null) {
            listener.onComplete();
        }
    }

    private void breakOff(Exception cause) {
        Subscriber<? super byte[]> listener;
        synchronized (this) {
            listener = over ? null : client;
            over = true;
            waiting.clear();
        }
        closeCurrent();
        if (listener != null) {
            listener.onError(cause);
        }
    }

    private void closeCurrent() {
        InputStream open;
        synchronized (this) {
            open = current;
            current = null;
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("an object cannot be closed: {}", e.getClass());
        }
    }
}
