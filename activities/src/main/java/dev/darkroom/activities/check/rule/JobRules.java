package dev.darkroom.activities.check.rule;

import dev.darkroom.workflows.domain.job.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What happens to a job, and in which order. */
final class JobRules {

    private static final RowRule DEADLINE = new RowRule(
            Rule.atRest("I5.deadline", "a job ends within its time: that to be started in, then that of its provider"),
            Spine.JOB,
            """
            SELECT j.id FROM job j WHERE {page} AND j.state NOT IN {terminal} AND ({at_rest}
             OR (j.chain_role <> 'CHAIN' AND j.started_at < {jobTime})
             OR ((j.chain_role <> 'STEP' OR j.state = 'QUEUED') AND j.started_at IS NULL AND j.expires_at < {before:180})
             OR (j.chain_role = 'CHAIN' AND j.started_at < {jobTime}
             AND NOT EXISTS (SELECT 1 FROM job s WHERE s.chain_id = j.id AND s.state IN ('QUEUED', 'RUNNING'))
             AND NOT EXISTS (SELECT 1 FROM job_event e WHERE e.job_id = j.id AND e.at >= {jobTime})))\
            """);

    private static final RowRule WHOLE = new RowRule(
            Rule.always("I5.whole", "a job is there wholly: with its first line, all its images and all its steps"),
            Spine.JOB,
            """
            SELECT j.id FROM job j WHERE {page} AND (
             NOT EXISTS (SELECT 1 FROM job_event e WHERE e.job_id = j.id AND e.kind = 'ACCEPTED')
             OR (SELECT COUNT(*) FROM job_input i WHERE i.job_id = j.id) <> j.request_inputs
             OR (j.chain_role = 'CHAIN' AND (NOT EXISTS (SELECT 1 FROM chain_step s WHERE s.chain_id = j.id)
             OR j.quote_total <> (SELECT COALESCE(SUM(s.quote_total), 0) FROM job s WHERE s.chain_id = j.id)))
             OR (j.chain_role = 'STEP' AND NOT EXISTS (SELECT 1 FROM chain_step s WHERE s.chain_id = j.chain_id
             AND s.job_id = j.id)))\
            """);

    private static final RowRule ONCE = new RowRule(Rule.always("I6.once", "a job was accepted once"), Spine.JOB, """
        SELECT j.id FROM job j JOIN job_event e ON e.job_id = j.id AND e.kind = 'ACCEPTED' WHERE {page}
         GROUP BY j.id HAVING COUNT(*) > 1\
        """);

    // A settlement may take a job through RUNNING to its end in one statement after the other, with one line for both.
    private static final RowRule MOVES = new RowRule(
            Rule.always("I7.moves", "a job's state moves as it may, and never again from an end"),
            Spine.JOB,
            """
            SELECT DISTINCT m.job_id FROM (SELECT e.job_id, e.seq, e.state,
             LAG(e.state) OVER (PARTITION BY e.job_id ORDER BY e.seq) AS state_before,
             LAG(e.seq) OVER (PARTITION BY e.job_id ORDER BY e.seq) AS seq_before
             FROM job j JOIN job_event e ON e.job_id = j.id WHERE {page}) m
             WHERE CONCAT(COALESCE(m.state_before, ''), '>', m.state) NOT IN (%s)
             AND NOT (m.state_before = 'QUEUED' AND m.state = 'SUCCEEDED' AND m.seq = m.seq_before + 2)\
            """.formatted(legalMoves()));

    private static final RowRule LOG = new RowRule(
            Rule.always("I7.log", "a job's newest line has its state, and the log of one that has ended has one end"),
            Spine.JOB,
            """
            SELECT j.id FROM job j LEFT JOIN job_event n ON n.job_id = j.id AND n.seq = j.event_seq
             LEFT JOIN job_event x ON x.job_id = j.id AND x.kind = 'ENDED' WHERE {page}
             GROUP BY j.id, j.state HAVING COALESCE(MAX(n.state), '') <> j.state
             OR COUNT(x.seq) <> CASE WHEN j.state IN {terminal} THEN 1 ELSE 0 END\
            """);

    private static final RowRule SUBMITS = new RowRule(
            Rule.always("I14.submits", "a job is taken by one provider once, and sent at most once on each route"),
            Spine.JOB,
            """
            SELECT j.id FROM job j JOIN job_event e ON e.job_id = j.id AND e.kind IN ('SUBMITTING', 'SUBMITTED')
             WHERE {page} GROUP BY j.id, j.request_routes
             HAVING SUM(CASE WHEN e.kind = 'SUBMITTED' THEN 1 ELSE 0 END) > 1
             OR SUM(CASE WHEN e.kind = 'SUBMITTING' THEN 1 ELSE 0 END) >
             1 + CHAR_LENGTH(j.request_routes) - CHAR_LENGTH(REPLACE(j.request_routes, ',', ''))\
            """);

    private static final RowRule CANCELED =
            new RowRule(Rule.always("I15.canceled", "a job whose cancel was accepted ends canceled"), Spine.JOB, """
                SELECT j.id FROM job j WHERE {page} AND j.state IN {terminal} AND j.state <> 'CANCELED'
                 AND (j.cancel_requested = TRUE
                 OR EXISTS (SELECT 1 FROM job_event e WHERE e.job_id = j.id AND e.kind = 'CANCEL_REQUESTED'))\
                """);

    private static final RowRule REASONS = new RowRule(
            Rule.always("I22.reasons", "every repair is written down with its reason and who did it"),
            Spine.REPAIR,
            """
            SELECT CONCAT('repair ', r.id) FROM repair r LEFT JOIN job j ON j.id = r.job_id WHERE {page}
             AND (TRIM(r.reason) = '' OR TRIM(r.actor) = '' OR TRIM(r.kind) = ''
             OR (r.job_id IS NULL AND COALESCE(TRIM(r.subject), '') = '') OR (r.job_id IS NOT NULL AND j.id IS NULL))\
            """);

    private JobRules() {}

    static List<RowRule> all() {
        return List.of(DEADLINE, WHOLE, ONCE, MOVES, LOG, SUBMITS, CANCELED, REASONS);
    }

    /** Every move that the table of states allows, the first one and staying among them, as SQL writes a list. */
    private static String legalMoves() {
        String first = "'>%s'".formatted(JobState.PENDING);
        return first
                + Arrays.stream(JobState.values())
                        .flatMap(from -> Arrays.stream(JobState.values())
                                .filter(next -> from == next || from.canBecome(next))
                                .map(next -> "'%s>%s'".formatted(from, next)))
                        .collect(Collectors.joining(", ", ", ", ""));
    }
}
