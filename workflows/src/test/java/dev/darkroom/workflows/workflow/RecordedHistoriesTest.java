package dev.darkroom.workflows.workflow;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What jobs of every released version looked like on a real server must replay with today's code: a job ends on the
 * version that it began on. {@code infra/verify-live --record} adds the cases of a new version.
 */
class RecordedHistoriesTest {

    static List<Path> recorded() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RecordedHistoriesTest.class.getResource("/histories"))
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void replays(Path file) throws IOException {
        Histories.replay(WorkflowExecutionHistory.fromJson(Files.readString(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImageGeneration/0.1.0-succeeded",
                "ImageGeneration/0.1.0-partial",
                "ImageGeneration/0.1.0-failed",
                "ImageGeneration/0.1.0-ended-before-its-debit",
                "ImageGeneration/0.1.0-worker-died",
                "ImageGeneration/0.1.0-reset",
                "EditChain/0.1.0-diamond",
                "EditChain/0.1.0-diamond-with-a-failure",
                "EditChain/0.1.0-reset",
                "ImageGeneration/0.1.0-told-succeeded",
                "ImageGeneration/0.1.0-told-failed",
                "ImageGeneration/0.1.0-told-reset",
                "WebhookDelivery/0.1.0-delivered",
                "WebhookDelivery/0.1.0-refused-first",
                "WebhookDelivery/0.1.0-canceled"
            })
    void every_main_case_is_there(String name) throws IOException, URISyntaxException {
        assertTrue(recorded().stream().anyMatch(file -> file.toString().endsWith("/" + name + ".json")));
    }

    @Test
    void a_history_of_another_story_is_caught() throws IOException, URISyntaxException {
        Path succeeded = recorded().stream()
                .filter(file -> file.toString().endsWith("ImageGeneration/0.1.0-succeeded.json"))
                .findFirst()
                .orElseThrow();
        String other = Files.readString(succeeded).replace("\"StoreArtifacts\"", "\"ShredArtifacts\"");
        WorkflowExecutionHistory changed = WorkflowExecutionHistory.fromJson(other);
        assertThrows(AssertionError.class, () -> Histories.replay(changed));
    }
}
