package dev.darkroom.api.surface.apiframe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of this surface's answers. Money is in credits. */
final class ApiframeReply {

    private ApiframeReply() {}

    /** A job that was just accepted, or was so before. */
    @Serdeable
    record Accepted(String jobId, String status) {}

    /**
     * A job.
     *
     * @param progress percent
     * @param result null as long as nothing is delivered
     * @param error a sentence; null unless it failed
     * @param creditCost what was charged and did not go back
     * @param webhookStatus whether its end arrived at the URL of its request: sent or failed; null as long as that is open
     */
    @Serdeable
    record Job(
            String id,
            String status,
            String model,
            int progress,
            @Nullable Result result,
            @Nullable String error,
            BigDecimal creditCost,
            @Nullable String webhookStatus,
            String createdAt,
            @Nullable String completedAt) {}

    /** What was delivered. The URLs in it are good for an hour from now. */
    @Schema(anyOf = {Images.class, ImagesAndGrid.class})
    sealed interface Result {}

    /** Images. */
    @Serdeable
    record Images(List<String> images) implements Result {
        Images {
            images = List.copyOf(images);
        }
    }

    /**
     * Images of a model that adds a picture of them all.
     *
     * @param gridUrl that picture
     */
    @Serdeable
    record ImagesAndGrid(List<String> images, String gridUrl) implements Result {
        ImagesAndGrid {
            images = List.copyOf(images);
        }
    }

    /** A page of jobs, newest first. */
    @Serdeable
    record Page(List<Job> jobs, @Nullable String nextCursor, boolean hasMore) {
        Page {
            jobs = List.copyOf(jobs);
        }
    }

    /** Who asks. A tenant is its own user and team. */
    @Serdeable
    record Me(User user, Team team, ApiKey apiKey) {}

    /** Who it is. Nobody's address is known here. */
    @Serdeable
    record User(String id, @Nullable String email, String role) {}

    /**
     * Whose money it is.
     *
     * @param plan the tenant's tier
     * @param credits what can be spent now, in whole ones
     * @param maxConcurrentJobs how many run at once; the rest wait
     */
    @Serdeable
    record Team(String id, String name, String plan, long credits, int maxConcurrentJobs) {}

    /**
     * The key of the request.
     *
     * @param name its visible part
     */
    @Serdeable
    record ApiKey(String id, String name) {}

    /**
     * What a request would cost.
     *
     * @param route the provider that would be asked first
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record DryRun(boolean dryRun, String model, String route, Price price, String refundPolicy) {}

    /** The price and its lines. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Price(String currency, BigDecimal total, long totalMicroUsd, List<Item> items) {
        Price {
            items = List.copyOf(items);
        }
    }

    /** One line. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(String what, BigDecimal unitPrice, int count, BigDecimal amount) {}
}
