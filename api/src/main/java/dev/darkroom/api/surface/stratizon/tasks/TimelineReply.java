package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.TimelineEntry;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a task, oldest first. */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record TimelineReply(String taskId, List<Entry> entries) {

    /**
     * One thing that happened.
     *
     * @param state the task's status from then on
     * @param cause an error's code, or else what happened
     * @param attempt of the step that did it, from 1
     * @param amountCredits what was held, charged or refunded
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            String at,
            String state,
            String cause,
            @Nullable Integer attempt,
            @Nullable String provider,
            @Nullable BigDecimal amountCredits) {

        static Entry of(TimelineEntry entry) {
            return new Entry(
                    NativeFormat.time(entry.at()),
                    TaskMapping.status(entry.state()),
                    entry.cause(),
                    entry.attempt(),
                    entry.provider(),
                    entry.amount() == null ? null : Credits.of(entry.amount()));
        }
    }

    static TimelineReply of(JobId job, List<TimelineEntry> entries) {
        return new TimelineReply(
                NativeFormat.task(job.text()), entries.stream().map(Entry::of).toList());
    }
}
