package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Phase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Posts a job and waits for its end, on both sides in the same way.
 *
 * <p>The time to the terminal state is taken from the moment before the request, by this process's clock, to the close
 * of the workflow, by Temporal's: one machine, one clock. For the product the close comes a moment after the row that
 * its callers read, so this is not the flattering choice; but it is the one that both sides have, and that nobody has to
 * poll for.
 */
final class Caller {

    private static final int ACCEPTED = 202;
    private static final String JOB_HEADER = "X-Job-Id";
    private static final double NANOS_PER_MILLI = 1e6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ends ends;

    Caller(Ends ends) {
        this.ends = ends;
    }

    /**
     * Runs one job.
     *
     * @throws LostJobException where it was refused, failed or did not end
     */
    Sample run(Target target, Phase phase, int repeat) throws LostJobException, InterruptedException {
        Instant at = Instant.now();
        long started = System.nanoTime();
        HttpResponse<String> answer = post(target);
        double postMillis = (System.nanoTime() - started) / NANOS_PER_MILLI;
        if (answer.statusCode() != ACCEPTED) {
            throw new LostJobException("refused with %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        Ends.End end = ends.await(answer.headers().firstValue(JOB_HEADER).orElseThrow());
        double terminalMillis = Duration.between(at, end.at()).toNanos() / NANOS_PER_MILLI;
        return new Sample(target.side(), phase, repeat, postMillis, terminalMillis, end.events());
    }

    private HttpResponse<String> post(Target target) throws LostJobException, InterruptedException {
        try {
            return http.send(target.request(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LostJobException("no answer: " + e);
        }
    }
}
