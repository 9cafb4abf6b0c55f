package dev.darkroom.activities.check.rule;

import java.util.List;

/** Where no text of a caller belongs. Prompts, URLs and metadata are in the columns {@code request_*} and nowhere else. */
final class TextRules {

    private static final Rule TEXTS =
            Rule.always("I18.texts", "no secret word is in a row where no text of a caller belongs");

    private TextRules() {}

    static List<RowRule> all() {
        return List.of(
                searched(
                        Spine.JOB,
                        "SELECT CONCAT('job ', j.id), j.outcome_missing, j.work_ticket, j.work_reference FROM job j"
                                + " WHERE {page}"),
                searched(
                        Spine.JOB,
                        "SELECT CONCAT('job_event ', j.id), e.cause FROM job j JOIN job_event e ON e.job_id = j.id"
                                + " WHERE {page} AND e.cause IS NOT NULL"),
                searched(
                        Spine.DELIVERY,
                        "SELECT CONCAT('webhook_delivery ', d.id), d.url_host FROM webhook_delivery d WHERE {page}"),
                searched(
                        Spine.DELIVERY,
                        "SELECT CONCAT('webhook_attempt ', d.id), a.answer, a.problem FROM webhook_delivery d"
                                + " JOIN webhook_attempt a ON a.delivery_id = d.id WHERE {page}"),
                searched(
                        Spine.TRANSFER,
                        "SELECT CONCAT('transfer ', t.id), t.reason, t.once_id FROM transfer t"
                                + " WHERE {page} AND t.reason IS NOT NULL"),
                searched(
                        Spine.AUDIT,
                        "SELECT CONCAT('audit ', u.id), u.subject, u.detail, u.answer FROM audit u WHERE {page}"),
                searched(
                        Spine.TENANT_EVENT,
                        "SELECT CONCAT('tenant_event ', v.id), v.detail FROM tenant_event v WHERE {page}"));
    }

    private static RowRule searched(Spine spine, String sql) {
        return new RowRule(TEXTS, spine, sql, true);
    }
}
