package dev.darkroom.infra.upstream;

import dev.darkroom.infra.upstream.RequestLog.Line;
import dev.darkroom.infra.upstream.Work.Phase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Tells receivers of work, by a POST that is tried {@value #TRIES} times; each has its line in the log. */
final class Callbacks implements AutoCloseable {

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RequestLog log;
    private final Script script;
    private final ExecutorService threads;

    Callbacks(RequestLog log, Script script, ExecutorService threads) {
        this.log = log;
        this.script = script;
        this.threads = threads;
    }

    /** Tells of work as it goes; of one that is to be told early, before this returns. */
    void follow(Work work, Callback callback) {
        if (work.has(Fault.CALLBACK_EARLY)) {
            post(work, callback, Fault.CALLBACK_EARLY, 1);
        } else if (work.has(Fault.CALLBACK_NEVER)) {
            write(work, null, Fault.CALLBACK_NEVER);
        } else {
            threads.execute(() -> tell(work, callback));
        }
    }

    private void tell(Work work, Callback callback) {
        if (callback.atStart() && work.await(Phase.RUNNING, Work.WAIT_MAX)) {
            post(work, callback, null, TRIES);
        }
        if (callback.atEnd() && work.await(Phase.ENDED, Work.WAIT_MAX)) {
            post(work, callback, null, TRIES);
            if (work.has(Fault.CALLBACK_TWICE)) {
                post(work, callback, Fault.CALLBACK_TWICE, TRIES);
            }
        }
    }

    private void post(Work work, Callback callback, @Nullable Fault fault, int tries) {
        String body = callback.body().apply(work);
        HttpRequest.Builder request = HttpRequest.newBuilder(callback.url())
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        callback.signer().apply(body).forEach(request::header);
        try {
            for (int left = tries - 1; !isHeard(work, request.build(), fault) && left > 0; left--) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHeard(Work work, HttpRequest request, @Nullable Fault fault) throws InterruptedException {
        Integer status = null;
        try {
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            // Nobody is there: the line without a status says so.
        }
        write(work, status, fault);
        return status != null && status / 100 == 2;
    }

    private void write(Work work, @Nullable Integer status, @Nullable Fault fault) {
        if (fault != null) {
            script.fired(fault);
        }
        log.write(work.order().provider(), new Line("callback", null, work.id(), null, status, fault));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
