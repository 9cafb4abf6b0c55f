package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Rows;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the books say of jobs, asked of many at once. */
final class Jobs {

    private final Rows rows;

    Jobs(Rows rows) {
        this.rows = rows;
    }

    /**
     * A job in the books.
     *
     * @param reference under which it was sent to its provider last; null where it was not
     */
    record Booked(JobState state, @Nullable String reference) {}

    /** Those of these jobs that there are, by their ids. */
    Map<String, Booked> find(Collection<String> ids) {
        Map<String, Booked> found = new HashMap<>();
        for (Rows.Row row :
                rows.rows("SELECT j.id, j.state, j.work_reference FROM job j WHERE j.id IN ({values})", ids)) {
            found.put(
                    row.text(0),
                    new Booked(JobState.valueOf(row.text(1)), row.columns().get(2)));
        }
        return found;
    }

    /** How many destinations an event has had. */
    long destinations(String event) {
        return Long.parseLong(rows.select(
                        "SELECT COALESCE(SUM(1 + d.redeliveries), 0) FROM webhook_delivery d WHERE d.event_id = ?",
                        List.of(event))
                .getFirst()
                .text(0));
    }

    /** The job that a line names in whichever of its forms; empty where it names none. */
    static Optional<JobId> of(Line line) {
        return line.text("job").flatMap(JobIds::parse).map(JobIds::job);
    }
}
