package dev.darkroom.infra.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.check.CheckOptions;
import dev.darkroom.activities.check.Checker;
import dev.darkroom.activities.check.Verdict;
import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that never failed is no evidence: every rule is broken on purpose, and says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckerMutationsTest {

    private final Path folder;
    private final Path blobs;
    private final World world;
    private final Copy copy;
    private final FakeWorkflows workflows = new FakeWorkflows();
    private final Evidence evidence;

    CheckerMutationsTest() throws IOException, SQLException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "check-");
        blobs = Files.createDirectory(folder.resolve("blobs"));
        world = new World(blobs);
        evidence = new Evidence(folder.resolve("evidence"));
        copy = Copy.of(world.database, blobs, folder.resolve("kept"));
        heal();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void a_healthy_world_breaks_no_rule() throws SQLException {
        List<Verdict> verdicts = check();
        assertEquals(Map.of(), broken(verdicts));
        assertEquals(
                rules(),
                verdicts.stream().map(verdict -> verdict.rule().id()).collect(Collectors.toCollection(TreeSet::new)),
                "a rule has no verdict");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corruptions")
    void exactly_the_right_rules_catch(Corruption corruption) throws Exception {
        try {
            corruption.act().on(world, workflows, evidence);
            Map<String, List<String>> broken = broken(check());
            assertEquals(new TreeSet<>(corruption.caught()), broken.keySet(), broken::toString);
            broken.values().forEach(offenders -> assertTrue(offenders.size() >= 1));
        } finally {
            heal();
        }
    }

    @Test
    void every_rule_is_broken_by_a_corruption() {
        Set<String> caught =
                corruptions().flatMap(each -> each.caught().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rules(), caught);
    }

    Stream<Corruption> corruptions() {
        return Stream.of(
                        MoneyCorruptions.all(),
                        JobCorruptions.all(),
                        OutsideCorruptions.images(blobs),
                        OutsideCorruptions.webhooks(),
                        OutsideCorruptions.logs())
                .flatMap(List::stream);
    }

    private static Set<String> rules() {
        return Stream.concat(Checker.rules().stream(), LogChecker.rules().stream())
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Verdict> check() throws SQLException {
        CheckOptions options = new CheckOptions(
                null,
                false,
                false,
                new Words(List.of(Evidence.CANARY)),
                Duration.ofHours(2),
                Duration.ZERO,
                CheckOptions.HISTORY_EVENTS,
                Duration.ZERO);
        Checker checker = new Checker(world.database.config(), world.core.get(BlobStore.class), workflows);
        List<Verdict> verdicts = new ArrayList<>(checker.check(options, _ -> {}));
        try (Connection connection = world.database.connect()) {
            verdicts.addAll(LogChecker.check(connection, evidence.logs(), false));
        }
        return verdicts;
    }

    private static Map<String, List<String>> broken(List<Verdict> verdicts) {
        Map<String, List<String>> broken = new TreeMap<>();
        verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .forEach(verdict -> broken.put(verdict.rule().id(), verdict.lines()));
        return broken;
    }

    private void heal() throws IOException, SQLException {
        copy.restore();
        workflows.heal();
        world.open().forEach(workflows::runs);
        evidence.write(world);
    }
}
