package dev.darkroom.activities.artifact.lineage;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.EditChain;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the lineage of an image, one generation after the other: two statements for each, both ways at once, and each of
 * them bounded. Most images have two or three generations.
 */
@Singleton
public final class Lineages {

    /** How many images a graph has at the most. */
    public static final int NODES_MAX = 200;

    /** How many children are named at the most. */
    public static final int CHILDREN_MAX = 100;

    /** How many generations it goes back, and on, at the most: those of the longest chain. */
    public static final int GENERATIONS_MAX = EditChain.STEPS_MAX;

    // A job can work from 17 images, and make several from each of them.
    private static final int PAIRS_MAX = 4 * NODES_MAX;

    private final Transactions transactions;
    private final LineageRepository repository;

    Lineages(Transactions transactions, LineageRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /** The lineage of an image that is there. */
    public Lineage of(ArtifactRow row) {
        Walk walk = new Walk(new Lineage.Node(row.id(), row.jobId(), row.kind()));
        List<String> up = List.of(row.id());
        List<String> down = List.of(row.id());
        List<Descent> parents = List.of();
        List<Descent> children = List.of();
        for (int generation = 0; generation < GENERATIONS_MAX && !(up.isEmpty() && down.isEmpty()); generation++) {
            List<Descent> above = parents(up);
            List<Descent> below = children(down);
            up = walk.take(above, Descent::parent);
            down = walk.take(below, Descent::child);
            parents = generation == 0 ? above : parents;
            children = generation == 0 ? below : children;
        }
        return walk.lineage(ids(parents, Descent::parentId), ids(children, Descent::childId));
    }

    private List<Descent> parents(List<String> ids) {
        return ids.isEmpty() ? List.of() : transactions.read(() -> repository.parents(ids, PAIRS_MAX));
    }

    private List<Descent> children(List<String> ids) {
        return ids.isEmpty() ? List.of() : transactions.read(() -> repository.children(ids, PAIRS_MAX));
    }

    private static List<String> ids(List<Descent> descents, Function<Descent, String> id) {
        return descents.stream().map(id).distinct().limit(CHILDREN_MAX).toList();
    }

    /** What was found so far. An image is a node once, however it is reached, so a circle would end as well. */
    private static final class Walk {

        private final Map<String, Lineage.Node> nodes = new LinkedHashMap<>();
        private final Set<Lineage.Edge> edges = new LinkedHashSet<>();

        Walk(Lineage.Node first) {
            nodes.put(first.artifactId(), first);
        }

        /** Takes what one step has found: the ids of the nodes that are new. */
        List<String> take(List<Descent> found, Function<Descent, Lineage.Node> far) {
            List<String> fresh = new ArrayList<>();
            for (Descent descent : found) {
                Lineage.Node node = far.apply(descent);
                if (!nodes.containsKey(node.artifactId()) && nodes.size() < NODES_MAX) {
                    nodes.put(node.artifactId(), node);
                    fresh.add(node.artifactId());
                }
                edges.add(new Lineage.Edge(descent.parentId(), descent.childId()));
            }
            return fresh;
        }

        Lineage lineage(List<String> parents, List<String> children) {
            List<Lineage.Edge> inside = edges.stream()
                    .filter(edge -> nodes.containsKey(edge.from()) && nodes.containsKey(edge.to()))
                    .toList();
            return new Lineage(parents, children, List.copyOf(nodes.values()), inside);
        }
    }
}
