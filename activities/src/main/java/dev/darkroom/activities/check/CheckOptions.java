package dev.darkroom.activities.check;

import dev.darkroom.activities.check.rule.Waiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at, and how closely.
 *
 * @param since only what came in this time, and jobs that have not ended; wallets and the ledger are looked at wholly
 *     in any case. Null for all
 * @param shallow objects are not read, only looked up
 * @param atRest nothing is under way any more: every job has to have ended, and nothing has time any more
 * @param words secret words, to be searched for
 * @param jobTime how long a job may take from its submit to its end
 * @param orphanAge how old an object is before it has to be recorded
 * @param historyEvents how many events the history of a job's workflow may have
 * @param pause before what looks wrong between two systems is looked at a second time
 */
public record CheckOptions(
        @Nullable Duration since,
        boolean shallow,
        boolean atRest,
        Words words,
        Duration jobTime,
        Duration orphanAge,
        int historyEvents,
        Duration pause) {

    /** How many events the history of a job's workflow has at the most where no outage has lengthened it. */
    public static final int HISTORY_EVENTS = 45;

    public static final Duration ORPHAN_AGE = Duration.ofHours(2);
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration SLACK = Duration.ofMinutes(3);

    /** Everything, as closely as can be, while jobs are under way. */
    public static CheckOptions standard(Duration jobTime) {
        return new CheckOptions(null, false, false, Words.NONE, jobTime, ORPHAN_AGE, HISTORY_EVENTS, PAUSE);
    }

    Waiver waiver() {
        return new Waiver(atRest, jobTime);
    }

    /** How long two systems may differ. */
    Duration slack() {
        return atRest ? Duration.ZERO : SLACK;
    }
}
