package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobSums;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What a caller's tenant has had made, and what it came to. */
@Singleton
public final class Usages {

    private final JobSums sums;

    Usages(JobSums sums) {
        this.sums = sums;
    }

    /** What usage is told by. */
    public enum By {
        MODEL,
        /** The day of a job's acceptance, UTC. */
        DAY,
        KEY
    }

    /**
     * Everything so far, and what of it was asked for on this day, UTC.
     *
     * @param images delivered
     * @param spent charged and not refunded
     */
    public record Total(long images, long imagesToday, MicroUsd spent, MicroUsd spentToday) {}

    /**
     * The jobs that have one thing in common.
     *
     * @param name the catalogue's id of the model, a day like {@code 2026-01-31}, or the visible part of a key
     * @param images delivered
     */
    public record Line(String name, long jobs, long images, MicroUsd charged, MicroUsd refunded) {}

    /** Everything of the tenant. */
    public Total total(Caller caller) {
        JobSums.Life life = sums.of(caller.tenant());
        return new Total(
                life.images(), life.imagesToday(), new MicroUsd(life.spent()), new MicroUsd(life.spentToday()));
    }

    /**
     * The tenant's jobs that were accepted in a span of time: days from the newest, all else by name.
     *
     * @param since inclusive
     * @param until exclusive
     */
    public List<Line> lines(Caller caller, By by, Instant since, Instant until) {
        JobSums.By column = switch (by) {
            case MODEL -> JobSums.By.MODEL;
            case DAY -> JobSums.By.DAY;
            case KEY -> JobSums.By.KEY;
        };
        return sums.groups(caller.tenant(), column, since, until).stream()
                .map(group -> new Line(
                        group.name(),
                        group.jobs(),
                        group.images(),
                        new MicroUsd(group.charged()),
                        new MicroUsd(group.refunded())))
                .toList();
    }
}
