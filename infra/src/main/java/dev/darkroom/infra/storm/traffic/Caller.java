package dev.darkroom.infra.storm.traffic;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.evidence.EvidenceLog;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        return exchange(new Line(tenant, "post", ask.surface(), key, null), request)
                .reply();
    }

    /** Gives a job up. */
    Reply cancel(Tenant tenant, String api, String job) {
        HttpRequest request = request(tenant, "%s/v1/tasks/%s/cancel".formatted(api, task(job)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return exchange(Line.of(tenant, "cancel", job), request).reply();
    }

    /** Reads a job; {@code what} is {@code foreign} where it is another tenant's. */
    Reply read(Tenant tenant, String api, String job, String what) {
        HttpRequest request =
                request(tenant, "%s/v1/tasks/%s".formatted(api, task(job))).build();
        return exchange(Line.of(tenant, what, job), request).reply();
    }

    /**
     * Fetches the pictures that a job is shown with.
     *
     * @return the answers; one of the job itself where it is not shown
     */
    List<Reply> pictures(Tenant tenant, String api, String job) {
        HttpRequest shown =
                request(tenant, "%s/v1/tasks/%s".formatted(api, task(job))).build();
        Exchange task = exchange(Line.of(tenant, "get", job), shown);
        if (task.body().isEmpty()) {
            return List.of(task.reply());
        }
        List<Reply> replies = new ArrayList<>();
        if (Json.at(StrictJson.read(task.body().get()), "output.images") instanceof JsonValue.Arr images) {
            for (JsonValue image : images.items()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(Json.text(image, "url")))
                        .timeout(ANSWER_MAX)
                        .build();
                replies.add(exchange(Line.of(tenant, "artifact", job), request).reply());
            }
        }
        return replies;
    }

    private static String task(String job) {
        return "task_" + job.replace("-", "");
    }

    private static HttpRequest.Builder request(Tenant tenant, String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + tenant.key());
    }

    /** What is written down of a request before its answer is known. */
    private record Line(
            Tenant tenant,
            String what,
            String surface,
            @Nullable String key,
            @Nullable String job) {

        static Line of(Tenant tenant, String what, String job) {
            return new Line(tenant, what, "native", null, job);
        }
    }

    /**
     * A request and its answer.
     *
     * @param body empty where no answer came, or a refusal
     */
    private record Exchange(Reply reply, Optional<byte[]> body) {}

    private Exchange exchange(Line line, HttpRequest request) {
        long started = System.nanoTime();
        Integer status = null;
        String about = line.job();
        byte[] body = null;
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            status = answer.statusCode();
            body = answer.body();
            about = answer.headers().firstValue("X-Job-Id").orElse(line.job());
        } catch (IOException e) {
            // No answer: the line says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.write(EvidenceLog.line()
                .with("took_ms", Duration.ofNanos(System.nanoTime() - started).toMillis())
                .with("tenant", line.tenant().id())
                .with("what", line.what())
                .with("surface", line.surface())
                .with("key", line.key())
                .with("job", about)
                .with("status", status)
                .with("body_sha256", body == null ? null : EvidenceLog.sha256(body)));
        Reply reply = new Reply(status, about);
        return new Exchange(reply, Optional.ofNullable(body).filter(_ -> reply.isAccepted()));
    }
}
