package dev.darkroom.workflows.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.darkroom.workflows.domain.job.EditChain.Move;
import dev.darkroom.workflows.domain.job.EditChain.Source;
import dev.darkroom.workflows.domain.job.EditChain.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditChainTest {

    private static final StepEnd WHOLE = new StepEnd(JobState.SUCCEEDED, List.of(0, 1));
    private static final StepEnd PARTLY = new StepEnd(JobState.SUCCEEDED, List.of(1));
    private static final StepEnd FAILED = new StepEnd(JobState.FAILED, List.of());

    /** Step 1 works from the first image of step 0, step 2 from its second, step 3 from both of those. */
    private static EditChain diamond(boolean stops) {
        return new EditChain(List.of(step(), step(0, 0), step(0, 1), step(1, 0, 2, 0)), stops);
    }

    private static Step step(int... sources) {
        List<Source> from = new ArrayList<>();
        for (int i = 0; i < sources.length; i += 2) {
            from.add(new Source(sources[i], sources[i + 1]));
        }
        return new Step(from);
    }

    @Test
    void a_step_waits_for_all_that_it_works_from() {
        EditChain chain = diamond(true);
        assertEquals(Move.RUN, chain.move(0, Map.of()));
        assertEquals(Move.WAIT, chain.move(1, Map.of()));
        assertEquals(Move.RUN, chain.move(1, Map.of(0, WHOLE)));
        assertEquals(Move.WAIT, chain.move(3, Map.of(0, WHOLE, 1, WHOLE)));
        assertEquals(Move.RUN, chain.move(3, Map.of(0, WHOLE, 1, WHOLE, 2, WHOLE)));
    }

    @Test
    void a_step_is_skipped_where_its_image_will_never_be_there() {
        EditChain chain = diamond(false);
        assertEquals(Move.SKIP, chain.move(1, Map.of(0, PARTLY)));
        assertEquals(Move.RUN, chain.move(2, Map.of(0, PARTLY)), "the image that it wants is there");
        assertEquals(Move.SKIP, chain.move(3, Map.of(0, WHOLE, 1, FAILED)), "without waiting for the other branch");
    }

    @Test
    void a_chain_that_stops_begins_nothing_after_a_failure() {
        Map<Integer, StepEnd> ends = Map.of(0, WHOLE, 1, FAILED);
        assertEquals(Move.SKIP, diamond(true).move(2, ends));
        assertEquals(Move.RUN, diamond(false).move(2, ends));
    }

    @Test
    void what_a_canceled_step_delivered_can_be_worked_from() {
        StepEnd stopped = new StepEnd(JobState.CANCELED, List.of(0));
        assertEquals(Move.RUN, diamond(false).move(1, Map.of(0, stopped)));
        assertEquals(Move.SKIP, diamond(true).move(1, Map.of(0, stopped)));
    }

    @Test
    void a_circle_is_found_wherever_it_is() {
        assertEquals(List.of(), diamond(true).cycle());
        assertEquals(List.of(0), new EditChain(List.of(step(0, 0)), true).cycle());
        assertEquals(List.of(1, 2), new EditChain(List.of(step(), step(2, 0), step(1, 0)), true).cycle());
        assertEquals(
                List.of(1, 2, 3),
                new EditChain(List.of(step(), step(2, 0), step(1, 0), step(2, 0)), true).cycle(),
                "what waits for a circle never runs either");
        assertEquals(List.of(), new EditChain(List.of(step(1, 0), step(2, 0), step()), true).cycle());
    }

    @Test
    void every_step_has_an_id_of_its_own() {
        Set<JobId> ids = new LinkedHashSet<>();
        for (long chain = 0; chain < 100; chain++) {
            JobId parent = new JobId(new UUID(0x0190_0000_0000_7000L + chain, Long.MIN_VALUE + chain));
            ids.add(parent);
            for (int step = 0; step < EditChain.STEPS_MAX; step++) {
                JobId id = parent.step(step);
                assertEquals(8, id.value().version());
                assertEquals(2, id.value().variant());
                ids.add(id);
                ids.add(new JobId(ArtifactId.of(parent, step).value()));
            }
        }
        assertEquals(100 * (1 + 2 * EditChain.STEPS_MAX), ids.size());
    }

    @Test
    void an_open_ratio_is_that_of_the_image_within_reason() {
        ImageSize square = new ImageSize(1024, 1024);
        assertEquals(new ImageSize(1256, 840), square.inRatioOf(new ImageSize(300, 200)));
        assertEquals(square, square.inRatioOf(new ImageSize(8, 8)));
        assertEquals(new ImageSize(2048, 512), square.inRatioOf(new ImageSize(8000, 10)), "no ratio beyond 4:1");
        assertNotEquals(square, square.inRatioOf(new ImageSize(200, 300)));
    }
}
