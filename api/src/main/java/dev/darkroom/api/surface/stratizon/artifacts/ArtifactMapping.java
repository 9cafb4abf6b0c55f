package dev.darkroom.api.surface.stratizon.artifacts;

import dev.darkroom.api.core.ArtifactView;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored images in the native surface's words. */
@Singleton
final class ArtifactMapping {

    private final FileUrls urls;

    ArtifactMapping(FileUrls urls) {
        this.urls = urls;
    }

    ArtifactReply reply(ArtifactView view) {
        return new ArtifactReply(
                NativeFormat.artifact(view.id()),
                view.kind(),
                view.contentType(),
                view.bytes(),
                view.width(),
                view.height(),
                view.sha256(),
                NativeFormat.time(view.createdAt()),
                NativeFormat.time(view.expiresAt()),
                task(view.jobId()),
                ids(view.parents()),
                ids(view.children()),
                graph(view),
                urls.url(view.blobKey()),
                view.thumbnail() == null ? null : urls.url(view.thumbnail()));
    }

    private static ArtifactReply.Graph graph(ArtifactView view) {
        return new ArtifactReply.Graph(
                view.nodes().stream()
                        .map(node -> new ArtifactReply.Node(
                                NativeFormat.artifact(node.artifactId()), task(node.jobId()), node.kind()))
                        .toList(),
                view.edges().stream()
                        .map(edge -> new ArtifactReply.Edge(
                                NativeFormat.artifact(edge.from()), NativeFormat.artifact(edge.to())))
                        .toList());
    }

    private static List<String> ids(List<String> artifactIds) {
        return artifactIds.stream().map(NativeFormat::artifact).toList();
    }

    private static @Nullable String task(@Nullable String jobId) {
        return jobId == null ? null : NativeFormat.task(jobId);
    }
}
