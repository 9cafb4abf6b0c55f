package dev.darkroom.activities.check.rule;

import java.util.List;

/** The rows of stored images. */
final class ImageRules {

    private static final RowRule COUNT = new RowRule(
            Rule.always("I9.count", "a job has as many images as were delivered, and none before its end"),
            Spine.JOB,
            """
            SELECT j.id FROM job j LEFT JOIN artifact a ON a.job_id = j.id AND a.kind = 'IMAGE' WHERE {page}
             AND j.chain_role <> 'CHAIN' GROUP BY j.id, j.outcome_delivered, j.request_images
             HAVING COUNT(a.id) <> j.outcome_delivered OR j.outcome_delivered > j.request_images\
            """);

    private static final RowRule PREFIX = new RowRule(
            Rule.always("I10.prefix", "an image lies under the name of its own tenant, and of its own job"),
            Spine.ARTIFACT,
            """
            SELECT a.id FROM artifact a LEFT JOIN job j ON j.id = a.job_id WHERE {page} AND (
             j.tenant_id <> a.tenant_id OR a.blob_key NOT LIKE CASE a.kind
             WHEN 'IMAGE' THEN CONCAT('t/', a.tenant_id, '/j/', a.job_id, '/', a.image_index, '.%')
             WHEN 'GRID' THEN CONCAT('t/', a.tenant_id, '/g/', a.job_id, '.%')
             ELSE CONCAT('t/', a.tenant_id, '/%') END)\
            """);

    private ImageRules() {}

    static List<RowRule> all() {
        return List.of(COUNT, PREFIX);
    }
}
