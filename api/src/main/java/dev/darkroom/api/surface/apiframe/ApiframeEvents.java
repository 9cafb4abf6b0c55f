package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.SurfaceEvents;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The bodies of this surface's webhooks. */
@Singleton
final class ApiframeEvents implements SurfaceEvents {

    private static final String HMAC = "HmacSHA256";

    private final ApiframeMapping mapping;

    ApiframeEvents(ApiframeMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String surface() {
        return ApiframeMapping.SURFACE;
    }

    @Override
    public Body body(WebhookEvent event, JobView job) {
        return body(event.kind(), job);
    }

    /** The signature's secret is the key's hash, in hexadecimal digits, as text. */
    @Override
    public Map<String, String> headers(WebhookEvent event, byte[] json, String keyHash) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(keyHash.getBytes(StandardCharsets.US_ASCII), HMAC));
            return Map.of(
                    "X-Webhook-Event", ApiframeRequest.word(event.kind()),
                    "X-Webhook-Signature", HexFormat.of().formatHex(mac.doFinal(json)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is sent of a job. */
    sealed interface Body {

        /** The word that the header {@code X-Webhook-Event} has too. */
        String event();
    }

    /** A job that goes on. */
    @Serdeable
    record Progress(String event, String jobId, String status, int progress, String model) implements Body {}

    /** A job that has delivered. */
    @Serdeable
    record Completed(
            String event,
            String jobId,
            String status,
            int progress,
            ApiframeReply.@Nullable Result result,
            String model,
            BigDecimal creditCost,
            @Nullable String completedAt)
            implements Body {}

    /** A job that failed or was stopped. */
    @Serdeable
    record Failed(
            String event,
            String jobId,
            String status,
            @Nullable String error,
            String model) implements Body {}

    /** What to send of a moment. The file URLs in it are good for an hour, so it is made anew at each attempt. */
    Body body(WebhookEventKind kind, JobView job) {
        String event = ApiframeRequest.word(kind);
        String id = job.id().text();
        String model = mapping.model(job);
        return switch (kind) {
            case PROGRESSED -> new Progress(event, id, ApiframeMapping.status(JobState.RUNNING), job.progress(), model);
            case SUCCEEDED ->
                new Completed(
                        event,
                        id,
                        ApiframeMapping.status(JobState.SUCCEEDED),
                        job.progress(),
                        mapping.result(job),
                        model,
                        mapping.creditCost(job),
                        ApiframeMapping.completedAt(job));
            case FAILED, CANCELED ->
                new Failed(event, id, ApiframeMapping.status(JobState.FAILED), ApiframeMapping.error(job), model);
        };
    }
}
