package dev.darkroom.activities.artifact.lineage;

import dev.darkroom.activities.artifact.ArtifactRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an image comes from and what was made from it: whatever of that is still there.
 *
 * @param parents ids of the images that its job worked from, in the order of the request, each once
 * @param children ids of images of jobs that worked from it, newest first
 * @param nodes the image itself, then its ancestors and descendants, the nearest first
 * @param edges between nodes, each once
 */
public record Lineage(List<String> parents, List<String> children, List<Node> nodes, List<Edge> edges) {

    public Lineage {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * An image.
     *
     * @param jobId the job that made it; null for what a tenant gave
     */
    public record Node(String artifactId, @Nullable String jobId, ArtifactRow.Kind kind) {}

    /** An image was worked from to make another. */
    public record Edge(String from, String to) {}
}
