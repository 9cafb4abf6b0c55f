package dev.darkroom.activities.check.rule;

import dev.darkroom.workflows.domain.job.EditChain;
import java.util.List;

/** What jobs work from, and the steps of chains. */
final class ChainRules {

    private static final RowRule TENANT = new RowRule(
            Rule.always("I16.tenant", "a job works from images of its own tenant, and its steps are that tenant's"),
            Spine.JOB,
            """
            SELECT j.id FROM job j WHERE {page} AND (
             EXISTS (SELECT 1 FROM job_input i JOIN artifact a ON a.id = i.artifact_id
             WHERE i.job_id = j.id AND a.tenant_id <> j.tenant_id)
             OR EXISTS (SELECT 1 FROM job_input i JOIN job s ON s.id = i.source_job
             WHERE i.job_id = j.id AND s.tenant_id <> j.tenant_id)
             OR EXISTS (SELECT 1 FROM chain_step c JOIN job s ON s.id = c.job_id
             WHERE c.chain_id = j.id AND s.tenant_id <> j.tenant_id))\
            """);

    private static final RowRule CYCLE = new RowRule(
            Rule.always("I16.cycle", "no job works from an image of its own, whatever is in between"), Spine.JOB, """
                WITH RECURSIVE source (job, of_job) AS (SELECT i.job_id, i.source_job FROM job j
                 JOIN job_input i ON i.job_id = j.id WHERE {page} AND i.source_job IS NOT NULL
                 UNION SELECT s.job, i.source_job FROM source s JOIN job_input i ON i.job_id = s.of_job
                 WHERE i.source_job IS NOT NULL) SELECT DISTINCT s.job FROM source s WHERE s.job = s.of_job\
                """);

    private static final RowRule SIZE = new RowRule(
            Rule.always("I16.size", "a chain has no more steps than a chain may have"), Spine.JOB, """
                SELECT j.id FROM job j JOIN chain_step c ON c.chain_id = j.id WHERE {page} AND j.chain_role = 'CHAIN'
                 GROUP BY j.id HAVING COUNT(*) > %d\
                """.formatted(
                            EditChain.STEPS_MAX));

    private static final RowRule UNPAID = new RowRule(
            Rule.always("I16.unpaid", "a step keeps no money where what it was to work from was never made"),
            Spine.JOB,
            """
            SELECT DISTINCT j.id FROM job j JOIN job_input i ON i.job_id = j.id JOIN job s ON s.id = i.source_job
             WHERE {page} AND j.chain_role = 'STEP' AND j.state IN {terminal} AND s.state IN {terminal}
             AND s.outcome_delivered = 0 AND j.outcome_charged > j.outcome_refunded\
            """);

    private static final RowRule OUTLIVES =
            new RowRule(Rule.always("I16.outlives", "no step outlives its chain"), Spine.JOB, """
                SELECT j.id FROM job j JOIN job c ON c.id = j.chain_id WHERE {page}
                 AND c.state IN {terminal} AND j.state NOT IN {terminal}\
                """);

    private ChainRules() {}

    static List<RowRule> all() {
        return List.of(TENANT, CYCLE, SIZE, UNPAID, OUTLIVES);
    }
}
