package dev.darkroom.infra.storm.traffic;

import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends requests for tenants, and writes down what came of each. */
final class Caller {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final EvidenceLog log;

    Caller(EvidenceLog log) {
        this.log = log;
    }

    /**
     * What came of a request.
     *
     * @param status null where no answer came
     * @param job whom it is about
     */
    record Reply(@Nullable Integer status, @Nullable String job) {

        boolean isAccepted() {
            return status != null && status >= 200 && status <= 202;
        }

        /** The job, where it was accepted. */
        Optional<String> accepted() {
            return isAccepted() ? Optional.ofNullable(job) : Optional.empty();
        }

        /** Whether nobody can know what became of it, so that it is to be sent again. */
        boolean isOpen() {
            return status == null || status >= 500;
        }
    }

    /** Asks for a job. */
    Reply post(Tenant tenant, String api, Ask ask, String key) {
        HttpRequest request = request(tenant, api + ask.path())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(ask.body()))
                .build();
        return send(tenant, "post", ask.surface(), key, null, request);
    }

    /** Gives a job up. */
    Reply cancel(Tenant tenant, String api, String job) {
        HttpRequest request = request(tenant, "%s/v1/tasks/%s/cancel".formatted(api, task(job)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return send(tenant, "cancel", "native", null, job, request);
    }

    /** Reads a job; {@code what} is {@code foreign} where it is another tenant's. */
    Reply read(Tenant tenant, String api, String job, String what) {
        HttpRequest request =
                request(tenant, "%s/v1/tasks/%s".formatted(api, task(job))).build();
        return send(tenant, what, "native", null, job, request);
    }

    private static String task(String job) {
        return "task_" + job.replace("-", "");
    }

    private static HttpRequest.Builder request(Tenant tenant, String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + tenant.key());
    }

    private Reply send(
            Tenant tenant,
            String what,
            String surface,
            @Nullable String key,
            @Nullable String job,
            HttpRequest request) {
        long started = System.nanoTime();
        Integer status = null;
        String about = job;
        String sha256 = null;
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            status = answer.statusCode();
            sha256 = EvidenceLog.sha256(answer.body());
            about = answer.headers().firstValue("X-Job-Id").orElse(job);
        } catch (IOException e) {
            // No answer: the line says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.write(EvidenceLog.line()
                .with("took_ms", Duration.ofNanos(System.nanoTime() - started).toMillis())
                .with("tenant", tenant.id())
                .with("what", what)
                .with("surface", surface)
                .with("key", key)
                .with("job", about)
                .with("status", status)
                .with("body_sha256", sha256));
        return new Reply(status, about);
    }
}
