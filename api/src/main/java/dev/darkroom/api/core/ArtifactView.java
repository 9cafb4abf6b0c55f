package dev.darkroom.api.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored image with all that is known of it. Ids are hyphenated.
 *
 * @param kind {@code image}, {@code grid} or {@code input}
 * @param expiresAt when it is removed, unless a job begins to work from it before
 * @param jobId the job that made it; null for what a tenant gave
 * @param parents what its job worked from
 * @param children what was made from it, newest first
 * @param nodes itself, its ancestors and its descendants
 * @param blobKey the name of its object
 * @param thumbnail the name of the small picture's object; null where there is none
 */
public record ArtifactView(
        String id,
        String kind,
        String contentType,
        long bytes,
        int width,
        int height,
        String sha256,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String jobId,
        List<String> parents,
        List<String> children,
        List<Node> nodes,
        List<Edge> edges,
        String blobKey,
        @Nullable String thumbnail) {

    public ArtifactView {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * An image of the graph.
     *
     * @param jobId the job that made it; null for what a tenant gave
     */
    public record Node(String artifactId, @Nullable String jobId, String kind) {}

    /** One image was worked from to make another. */
    public record Edge(String from, String to) {}
}
