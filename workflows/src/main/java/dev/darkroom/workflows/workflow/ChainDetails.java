package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ChainActivities.ChainCharged;
import dev.darkroom.workflows.contract.ChainActivities.ChainClosed;
import dev.darkroom.workflows.contract.ChainActivities.ChainStep;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.StepEnd;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What an operator reads at the top of a chain's page in the Temporal UI: Markdown, no text of a caller but the names. */
final class ChainDetails {

    private static final String NOT_MADE = "skipped or canceled";
    private static final String STOPPED = "canceled while it ran";

    private ChainDetails() {}

    static String charging(int failures) {
        return failures == 0
                ? "**PENDING**: held, not charged; waits for the debit"
                : "**PENDING**: held, not charged; waits for the database, which failed the debit %d times"
                        .formatted(failures);
    }

    static String closing(int failures) {
        return failures == 0
                ? "**RUNNING**: every step has ended; waits for the books to be closed"
                : "**RUNNING**: waits for the database, which failed to close the books %d times".formatted(failures);
    }

    /** How a step is called in the list of the chain's children. */
    static String summary(int index, ChainStep step) {
        return "step %d: %s · %s".formatted(index + 1, step.name(), step.model());
    }

    static String running(ChainCharged chain, SortedMap<Integer, StepEnd> ends, SortedSet<Integer> running) {
        String head = "**RUNNING**: %s in escrow for %d steps"
                .formatted(chain.price().inUsd(), chain.steps().size());
        return head + "\n\n" + table(chain, ends, index -> running.contains(index) ? "**running**" : "waits");
    }

    /** @param stopped the steps that ran when the chain was canceled; what became of their images, their rows tell */
    static String ended(
            ChainCharged chain, SortedMap<Integer, StepEnd> ends, SortedSet<Integer> stopped, ChainClosed closed) {
        FailureKind failure = closed.failure();
        String head = "**%s**: %s charged, %s refunded%s"
                .formatted(
                        closed.state(),
                        closed.charged().inUsd(),
                        closed.refunded().inUsd(),
                        failure == null ? "" : ". **%s** %s".formatted(failure.code(), failure.message()));
        return head + "\n\n" + table(chain, ends, index -> stopped.contains(index) ? STOPPED : NOT_MADE);
    }

    /** @param open what is said of a step, by its index, whose end the workflow does not know */
    private static String table(ChainCharged chain, SortedMap<Integer, StepEnd> ends, IntFunction<String> open) {
        StringBuilder table = new StringBuilder("""
            | Step | Works from | State | Images | Price | Task |
            |---|---|---|---|---|---|
            """);
        for (int index = 0; index < chain.steps().size(); index++) {
            ChainStep step = chain.steps().get(index);
            StepEnd end = ends.get(index);
            table.append("| %d `%s` | %s | %s | %s | %s | `%s` |%n"
                    .formatted(
                            index + 1,
                            step.name(),
                            sources(chain, step),
                            end == null ? open.apply(index) : state(end),
                            end == null ? "" : end.images().size(),
                            step.price().inUsd(),
                            step.job()));
        }
        return table.toString();
    }

    private static String sources(ChainCharged chain, ChainStep step) {
        return step.sources().stream()
                .map(source ->
                        "`%s`[%d]".formatted(chain.steps().get(source.step()).name(), source.image()))
                .collect(Collectors.joining(", "));
    }

    private static String state(StepEnd end) {
        return end.equals(StepEnd.SKIPPED) ? NOT_MADE : end.state().name();
    }
}
