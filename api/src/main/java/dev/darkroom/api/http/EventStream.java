package dev.darkroom.api.http;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Server-sent events for one client, as the body of a response. What is sent is written as fast as the client reads, by
 * whichever thread comes; a client that lets too much wait, or too long, is hung up on.
 */
public final class EventStream implements Publisher<Event<String>> {

    static final int WAITING_MAX = 64;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String NOTHING = "";

    private final Duration commentEvery;
    private final Queue<Event<String>> waiting = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable Subscriber<? super Event<String>> client;
    private @Nullable Runnable whenGone;
    private long wanted;
    private long movedAt = System.nanoTime();
    private boolean ending;
    private boolean dropped;
    private boolean over;

    /** @param commentEvery how long nothing is sent before a comment is */
    public EventStream(Duration commentEvery) {
        this.commentEvery = commentEvery;
        // The head of a response is written with the first of its body.
        waiting.add(comment("open"));
    }

    /** Why a client is hung up on. */
    private static final class TooSlowException extends RuntimeException {
        TooSlowException() {
            super("the client does not read its events", null, false, false);
        }
    }

    /** Says what to do once, whoever it was that ended the stream. */
    public void onGone(Runnable action) {
        boolean gone;
        synchronized (this) {
            whenGone = action;
            gone = over;
        }
        if (gone) {
            action.run();
        }
    }

    /** Sends an event. */
    public void send(Event<String> event) {
        synchronized (this) {
            if (over || ending) {
                return;
            }
            if (waiting.isEmpty()) {
                movedAt = System.nanoTime();
            }
            dropped |= waiting.size() >= WAITING_MAX;
            waiting.add(event);
        }
        handOver();
    }

    /** Sends an event that a newer one of its kind makes worthless: not where the client is behind. */
    public void sendFleeting(Event<String> event) {
        if (isIdle()) {
            send(event);
        }
    }

    /** Shows the client that the stream lives, where nothing was sent for a while; and looks whether the client does. */
    public void keepAlive() {
        Duration still;
        synchronized (this) {
            still = Duration.ofNanos(System.nanoTime() - movedAt);
            dropped |= !waiting.isEmpty() && still.compareTo(PATIENCE) > 0;
        }
        if (still.compareTo(commentEvery) >= 0) {
            sendFleeting(comment("still here"));
        }
        handOver();
    }

    /** Ends the stream once all is written. */
    public void end() {
        synchronized (this) {
            ending = true;
        }
        handOver();
    }

    @Override
    public void subscribe(Subscriber<? super Event<String>> subscriber) {
        synchronized (this) {
            client = subscriber;
        }
        subscriber.onSubscribe(new Demand());
        handOver();
    }

    /** What the client's side says. */
    private final class Demand implements Subscription {

        @Override
        public void request(long count) {
            synchronized (EventStream.this) {
                wanted = count > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + count;
            }
            handOver();
        }

        @Override
        public void cancel() {
            gone();
        }
    }

    private static Event<String> comment(String text) {
        return Event.of(NOTHING).comment(text);
    }

    private synchronized boolean isIdle() {
        return waiting.isEmpty() && !over;
    }

    /** One thread at a time talks to the client; whoever comes meanwhile leaves it to that one. */
    private void handOver() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            handOverAll();
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void handOverAll() {
        Subscriber<? super Event<String>> listener = listener();
        if (listener == null) {
            return;
        }
        for (Event<String> next = next(); next != null; next = next()) {
            listener.onNext(next);
        }
        if (isDropped()) {
            gone();
            listener.onError(new TooSlowException());
        } else if (isDone()) {
            gone();
            listener.onComplete();
        }
    }

    /** A stream that nobody has begun to read can be dropped all the same. */
    private @Nullable Subscriber<? super Event<String>> listener() {
        Subscriber<? super Event<String>> listener;
        boolean unread;
        synchronized (this) {
            listener = over ? null : client;
            unread = client == null && dropped;
        }
        if (unread) {
            gone();
        }
        return listener;
    }

    private synchronized @Nullable Event<String> next() {
        if (over || dropped || wanted == 0 || waiting.isEmpty()) {
            return null;
        }
        wanted--;
        movedAt = System.nanoTime();
        return waiting.poll();
    }

    private synchronized boolean isDropped() {
        return dropped && !over;
    }

    private synchronized boolean isDone() {
        return ending && !over && waiting.isEmpty();
    }

    private void gone() {
        Runnable action;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            action = whenGone;
        }
        if (action != null) {
            action.run();
        }
    }
}
