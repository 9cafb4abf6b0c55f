package dev.darkroom.activities.check.rule;

import java.util.List;

/** What callers are told. */
final class WebhookRules {

    private static final RowRule ASKED = new RowRule(
            Rule.always("I11.asked", "an end that a request asked to be told of is on its way there, or was"),
            Spine.JOB,
            """
            SELECT j.id FROM job j JOIN job q ON q.id = COALESCE(j.chain_id, j.id) WHERE {page}
             AND j.state IN {terminal} AND q.request_webhook_url IS NOT NULL
             AND FIND_IN_SET(LOWER(j.state), q.request_webhook_events) > 0
             AND NOT EXISTS (SELECT 1 FROM webhook_event e JOIN webhook_delivery d ON d.event_id = e.id
             AND d.endpoint_id IS NULL WHERE e.job_id = j.id AND e.kind = j.state)\
            """);

    private static final RowRule ATTEMPTS = new RowRule(
            Rule.always("I11.attempts", "every attempt is in the log, and what was delivered was taken"),
            Spine.DELIVERY,
            """
            SELECT d.id FROM webhook_delivery d LEFT JOIN webhook_attempt a ON a.delivery_id = d.id WHERE {page}
             GROUP BY d.id, d.state, d.attempts HAVING COUNT(a.seq) <> d.attempts
             OR (d.state = 'DELIVERED' AND COALESCE(SUM(CASE WHEN a.status BETWEEN 200 AND 299 THEN 1 ELSE 0 END), 0) = 0)\
            """);

    // The sweep postpones what it has looked at by five minutes at the most.
    private static final RowRule FORGOTTEN = new RowRule(
            Rule.atRest("I11.forgotten", "a delivery that has not ended is looked after"), Spine.DELIVERY, """
                SELECT d.id FROM webhook_delivery d WHERE {page} AND d.state = 'PENDING' AND d.check_at < {before:600}\
                """);

    private static final RowRule ENDS =
            new RowRule(Rule.always("I12.ends", "only the end that a job came to is told of"), Spine.JOB, """
                SELECT DISTINCT j.id FROM job j JOIN webhook_event e ON e.job_id = j.id WHERE {page}
                 AND e.kind IN {terminal} AND e.kind <> j.state\
                """);

    private WebhookRules() {}

    static List<RowRule> all() {
        return List.of(ASKED, ATTEMPTS, FORGOTTEN, ENDS);
    }
}
