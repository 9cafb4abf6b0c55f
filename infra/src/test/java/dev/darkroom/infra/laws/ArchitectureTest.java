package dev.darkroom.infra.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final Tree PRODUCT = Tree.product();
    private static final Tree BROKEN = Tree.broken();
    private static final List<Law> LAWS = List.of(
            DependencyLaws.DOMAIN,
            PomLaws.WORKFLOWS,
            DependencyLaws.LAYERS,
            PurityLaws.SURROUNDINGS,
            PurityLaws.ORDER,
            DependencyLaws.SURFACES,
            DependencyLaws.PROVIDERS,
            DependencyLaws.TEMPORAL,
            OwnershipLaws.SQL,
            OwnershipLaws.CONTROLLERS,
            ShapeLaws.BOUNDARIES,
            ShapeLaws.CLASSES,
            ShapeLaws.STATE,
            DependencyLaws.CYCLES,
            ShapeLaws.NULLS,
            PomLaws.MOCKS,
            OwnershipLaws.FAILURES,
            OwnershipLaws.TIME);

    @ParameterizedTest(name = "{0}")
    @FieldSource("LAWS")
    void the_product_keeps(Law law) {
        List<String> breaches = law.breaches().apply(PRODUCT);
        assertTrue(breaches.isEmpty(), () -> law + "\n" + String.join("\n", breaches));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void exactly_these_fixtures_break(Law law, List<String> fixtures) {
        List<String> breaches = law.breaches().apply(BROKEN);
        assertEquals(
                List.of(),
                fixtures.stream().filter(fixture -> !isIn(breaches, fixture)).toList(),
                "fixtures that the law does not notice");
        assertEquals(
                List.of(),
                breaches.stream()
                        .filter(breach -> fixtures.stream().noneMatch(breach::contains))
                        .toList(),
                "breaches that nobody made");
    }

    @Test
    void every_law_is_here_once_and_has_its_fixtures() {
        List<Integer> numbers = IntStream.rangeClosed(1, 18).boxed().toList();
        assertEquals(numbers, LAWS.stream().map(Law::number).toList());
        assertEquals(LAWS, fixtures().map(each -> each.get()[0]).toList());
    }

    /** What breaks each law, in words that a report about it holds. */
    private static Stream<Arguments> fixtures() {
        return Stream.of(
                arguments(DependencyLaws.DOMAIN, List.of("domain.ReadsFiles")),
                arguments(
                        PomLaws.WORKFLOWS,
                        List.of("io.micronaut:micronaut-inject", "jakarta.inject:", "does not ban com.google.cloud")),
                arguments(DependencyLaws.LAYERS, List.of("contract.KnowsWorkflows", "workflow.KnowsWire")),
                arguments(
                        PurityLaws.SURROUNDINGS,
                        List.of(
                                "AsksAround.clock()",
                                "AsksAround.clockByReference()",
                                "AsksAround.millis()",
                                "AsksAround.random()",
                                "AsksAround.dice()",
                                "AsksAround.randomId()",
                                "AsksAround.isSet()",
                                "AsksAround.nap()",
                                "AsksAround.thread(",
                                "AsksAround.threads(")),
                arguments(
                        PurityLaws.ORDER,
                        List.of(
                                "HasNoOrder.hashMap()",
                                "HasNoOrder.hashSet()",
                                "HasNoOrder.setOf()",
                                "HasNoOrder.mapOf()",
                                "HasNoOrder.collected(")),
                arguments(
                        DependencyLaws.SURFACES,
                        List.of("left.LeftController", "activities.job.Job", "workflows.contract.Note")),
                arguments(DependencyLaws.PROVIDERS, List.of("one.OneProvider", "worker.KnowsProvider")),
                arguments(DependencyLaws.TEMPORAL, List.of("job.StartsWorkflows")),
                arguments(OwnershipLaws.SQL, List.of("blob.QueriesTables")),
                arguments(OwnershipLaws.CONTROLLERS, List.of("core.CoreController")),
                arguments(
                        ShapeLaws.BOUNDARIES,
                        List.of(
                                "TakesLists.list(",
                                "TakesLists.two(",
                                "TakesLists.lists(",
                                "TakesLists.open(",
                                "TakesLists.nothing(")),
                arguments(
                        ShapeLaws.CLASSES,
                        List.of(
                                "artifact.OpenClass>",
                                "artifact.AdvisedArtifacts>",
                                "AdvisedArtifacts.remove()",
                                "artifact.OwnTransactions")),
                arguments(
                        ShapeLaws.STATE,
                        List.of(
                                "HasState.ATOMIC",
                                "HasState.LIST",
                                "HasState.SHARED",
                                "HasState.counter",
                                "HasState.injected",
                                "HasState.prints()",
                                "HasState.printsTrace(")),
                arguments(DependencyLaws.CYCLES, List.of("knot.left.LeftEnd")),
                arguments(ShapeLaws.NULLS, List.of("api.unmarked")),
                arguments(
                        PomLaws.MOCKS,
                        List.of("org.mockito:mockito-core", "does not ban org.awaitility", "WaitsTest.java imports")),
                arguments(OwnershipLaws.FAILURES, List.of("worker.BuildsFailures")),
                arguments(
                        OwnershipLaws.TIME, List.of("ReadsClocks.now()", "ReadsClocks.clock()", "ReadsClocks.<init>")));
    }

    private static boolean isIn(List<String> breaches, String fixture) {
        return breaches.stream().anyMatch(breach -> breach.contains(fixture));
    }
}
