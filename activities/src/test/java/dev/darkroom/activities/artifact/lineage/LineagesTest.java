package dev.darkroom.activities.artifact.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.job.Removals;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where an image comes from and what was made of it, in every shape that it can have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineagesTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final Lineages lineages = core.get(Lineages.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(1000));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_diamond_is_the_same_graph_from_each_of_its_corners() {
        String top = images.given(tenant).id();
        String left = made(top);
        String right = made(top);
        String bottom = made(left, right);
        Set<Lineage.Edge> edges = Set.of(
                new Lineage.Edge(top, left),
                new Lineage.Edge(top, right),
                new Lineage.Edge(left, bottom),
                new Lineage.Edge(right, bottom));
        Lineage ofTop = lineage(top);
        assertEquals(edges, new HashSet<>(ofTop.edges()));
        assertEquals(top, ofTop.nodes().getFirst().artifactId());
        assertEquals(List.of(right, left), ofTop.children(), "newest first");
        assertEquals(List.of(), ofTop.parents());
        assertEquals(bottom, ofTop.nodes().getLast().artifactId(), "the nearest first");
        Lineage ofBottom = lineage(bottom);
        assertEquals(edges, new HashSet<>(ofBottom.edges()));
        assertEquals(List.of(left, right), ofBottom.parents(), "in the order of the request");
        assertEquals(List.of(), ofBottom.children());
        assertEquals(Set.of(top, left, bottom), ids(lineage(left)), "a sister is neither ancestor nor descendant");
    }

    @Test
    void what_stands_alone_is_a_graph_of_one() {
        String alone = images.given(tenant).id();
        Lineage lineage = lineage(alone);
        assertEquals(List.of(new Lineage.Node(alone, null, ArtifactRow.Kind.INPUT)), lineage.nodes());
        assertEquals(List.of(), lineage.edges());
    }

    @Test
    void an_image_given_twice_is_a_parent_once() {
        String given = images.given(tenant).id();
        assertEquals(List.of(given), lineage(made(given, given)).parents());
    }

    @Test
    void a_long_line_ends_after_twenty_generations() {
        List<String> line = new ArrayList<>(List.of(images.given(tenant).id()));
        for (int step = 0; step < Lineages.GENERATIONS_MAX + 3; step++) {
            line.add(made(line.getLast()));
        }
        assertEquals(Set.copyOf(line.subList(0, Lineages.GENERATIONS_MAX + 1)), ids(lineage(line.getFirst())));
        assertEquals(Lineages.GENERATIONS_MAX + 1, ids(lineage(line.getLast())).size());
    }

    @Test
    void a_circle_ends() {
        String given = images.given(tenant).id();
        JobId job = images.made(tenant, List.of(given), 1);
        String made = TestImages.image(job, 0);
        database.execute("INSERT INTO job_input (job_id, position, source, role, artifact_id)"
                + " VALUES ('%s', 1, 'ARTIFACT', 'REFERENCE', '%s')".formatted(job, made));
        assertEquals(Set.of(given, made), ids(lineage(made)));
        assertEquals(
                Set.of(new Lineage.Edge(given, made), new Lineage.Edge(made, made)),
                new HashSet<>(lineage(given).edges()));
    }

    @Test
    void a_crowd_is_cut_off() {
        String popular = images.given(tenant).id();
        for (int i = 0; i < 60; i++) {
            images.made(tenant, List.of(popular), 4);
        }
        Lineage lineage = lineage(popular);
        assertEquals(Lineages.NODES_MAX, lineage.nodes().size());
        assertEquals(Lineages.CHILDREN_MAX, lineage.children().size());
        assertTrue(lineage.edges().stream()
                .allMatch(edge -> ids(lineage).containsAll(List.of(edge.from(), edge.to()))));
    }

    @Test
    void what_was_removed_is_nowhere() {
        String top = images.given(tenant).id();
        String middle = made(top);
        String bottom = made(middle);
        core.get(Removals.class).remove(tenant, new ArtifactId(UUID.fromString(middle)));
        assertEquals(Set.of(bottom), ids(lineage(bottom)));
        assertEquals(List.of(), lineage(bottom).parents());
        assertEquals(List.of(), lineage(top).children());
    }

    private String made(String... from) {
        return TestImages.image(images.made(tenant, List.of(from), 1), 0);
    }

    private Lineage lineage(String id) {
        return lineages.of(core.get(Artifacts.class).find(tenant, List.of(id)).getFirst());
    }

    private static Set<String> ids(Lineage lineage) {
        Set<String> ids = new HashSet<>();
        lineage.nodes().forEach(node -> ids.add(node.artifactId()));
        assertEquals(ids.size(), lineage.nodes().size(), "each once");
        return ids;
    }
}
