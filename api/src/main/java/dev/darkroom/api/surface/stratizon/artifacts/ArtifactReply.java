package dev.darkroom.api.surface.stratizon.artifacts;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored image.
 *
 * @param kind {@code image}, {@code grid} or {@code input}
 * @param size bytes
 * @param expiresAt when it is removed, unless a task begins to work from it before
 * @param taskId the task that made it; null for what was given
 * @param parents what its task worked from, as far as it is there
 * @param children what was made from it, newest first, at most 100
 * @param url good for an hour from now
 * @param thumbnailUrl good for an hour from now; null where there is no small picture
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record ArtifactReply(
        String artifactId,
        String kind,
        String contentType,
        long size,
        int width,
        int height,
        String sha256,
        String createdAt,
        String expiresAt,
        @Nullable String taskId,
        List<String> parents,
        List<String> children,
        Graph lineage,
        String url,
        @Nullable String thumbnailUrl) {

    /** The artifact, its ancestors and its descendants, the nearest first, at most 200 of them. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Graph(List<Node> nodes, List<Edge> edges) {}

    /**
     * An artifact of the graph.
     *
     * @param taskId the task that made it; null for what was given
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Node(String artifactId, @Nullable String taskId, String kind) {}

    /** One artifact was worked from to make another. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Edge(String from, String to) {}
}
