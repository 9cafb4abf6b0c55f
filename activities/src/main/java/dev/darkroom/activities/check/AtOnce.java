package dev.darkroom.activities.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks others about many things, a few at once, so that a check is never much of their load. */
final class AtOnce {

    private static final int AT_ONCE = 8;

    private AtOnce() {}

    /** One look at a thing. */
    interface Question<T, R> {
        R ask(T thing) throws IOException;
    }

    /** The answers to a question about each thing, in their order. Where one fails, no more are waited for. */
    static <T, R> List<R> ask(List<T> things, Question<T, R> question) throws IOException {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<R>> asked = new ArrayList<>();
            for (T thing : things) {
                asked.add(pool.submit(() -> question.ask(thing)));
            }
            List<R> answers = new ArrayList<>();
            try {
                for (Future<R> each : asked) {
                    answers.add(each.get());
                }
                return answers;
            } finally {
                pool.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted");
        }
    }

    private static IOException unwrapped(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(cause);
        };
    }
}
