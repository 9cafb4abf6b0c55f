package dev.darkroom.activities.artifact.lineage;

import dev.darkroom.activities.artifact.ArtifactRow;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * One image that was made from another.
 *
 * @param parentJob the job that made it; null for what a tenant gave
 * @param childJob the job that made it
 */
@Introspected
record Descent(
        String parentId,
        @Nullable String parentJob,
        ArtifactRow.Kind parentKind,
        String childId,
        String childJob,
        ArtifactRow.Kind childKind) {

    Lineage.Node parent() {
        return new Lineage.Node(parentId, parentJob, parentKind);
    }

    Lineage.Node child() {
        return new Lineage.Node(childId, childJob, childKind);
    }
}
