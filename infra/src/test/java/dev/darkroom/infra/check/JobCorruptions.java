package dev.darkroom.infra.check;

import static dev.darkroom.infra.check.Corruption.act;
import static dev.darkroom.infra.check.Corruption.sql;

import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with jobs, with chains and with their workflows. */
final class JobCorruptions {

    private JobCorruptions() {}

    static List<Corruption> all() {
        return Stream.of(jobs(), chains(), workflows()).flatMap(List::stream).toList();
    }

    private static List<Corruption> jobs() {
        return List.of(
                sql(
                        "a job has been at its provider for ever",
                        world -> "UPDATE job SET started_at = NOW(3) - INTERVAL 1 DAY WHERE id = '%s'"
                                .formatted(world.running),
                        "I5.deadline"),
                sql(
                        "a job waits beyond its deadline",
                        world -> "UPDATE job SET expires_at = NOW(3) - INTERVAL 1 DAY WHERE id = '%s'"
                                .formatted(world.pending),
                        "I5.deadline"),
                sql(
                        "an image that a job works from is not there",
                        world -> "UPDATE job SET request_inputs = 2 WHERE id = '%s'".formatted(world.edited),
                        "I5.whole"),
                sql("a job was accepted twice", world -> kind(world, "CHARGED", "ACCEPTED"), "I6.once"),
                sql(
                        "a job comes back from an end",
                        world -> "UPDATE job_event SET state = 'FAILED' WHERE kind = 'SUBMITTED' AND job_id = '%s'"
                                .formatted(world.whole),
                        "I7.moves"),
                sql(
                        "an end is not in the log",
                        world -> "DELETE FROM job_event WHERE kind = 'ENDED' AND job_id = '%s'".formatted(world.failed),
                        "I7.log"),
                sql(
                        "a terminal state flips",
                        world -> "UPDATE job SET state = 'FAILED' WHERE id = '%s'".formatted(world.whole),
                        "I7.log",
                        "I11.asked",
                        "I12.ends",
                        "I15.late"),
                sql("a job was taken twice", world -> kind(world, "CHARGED", "SUBMITTED"), "I14.submits"),
                sql(
                        "a job that was to be canceled ended well",
                        world -> "UPDATE job SET cancel_requested = TRUE WHERE id = '%s'".formatted(world.whole),
                        "I15.canceled"),
                sql(
                        "a repair has no reason",
                        world -> "INSERT INTO repair (at, job_id, subject, kind, reason, actor)"
                                + " VALUES (NOW(3), '%s', 'a job', 'SETTLED', ' ', 'reconciler')"
                                        .formatted(world.whole),
                        "I22.reasons"));
    }

    private static List<Corruption> chains() {
        return List.of(
                sql(
                        "a job works from another tenant's image",
                        world -> "UPDATE job_input SET artifact_id = (SELECT id FROM artifact WHERE job_id = '%s')"
                                        .formatted(world.foreign)
                                + " WHERE job_id = '%s'".formatted(world.edited),
                        "I16.tenant"),
                act(
                        "two steps wait for each other",
                        (world, _, _) -> {
                            world.database.execute("INSERT INTO job_input (job_id, position, source, role, source_job)"
                                    + " VALUES ('%s', 0, 'JOB', 'REFERENCE', '%s')"
                                            .formatted(world.step(0), world.step(1)));
                            world.database.execute(
                                    "UPDATE job SET request_inputs = 1 WHERE id = '%s'".formatted(world.step(0)));
                        },
                        "I16.cycle"),
                act(
                        "a chain has more steps than it may",
                        (world, _, _) -> {
                            for (int position = 2; position <= 20; position++) {
                                world.database.execute("INSERT INTO chain_step (chain_id, position, name, job_id)"
                                        + " VALUES ('%s', %d, 'more', '%s')"
                                                .formatted(world.chain, position, world.whole));
                            }
                        },
                        "I16.size"),
                sql(
                        "a step was charged for what was never made",
                        world -> "UPDATE job_input SET source_job = '%s' WHERE job_id = '%s'"
                                .formatted(world.failed, world.step(1)),
                        "I16.unpaid"),
                sql(
                        "a step outlives its chain",
                        world -> "UPDATE job SET state = 'RUNNING' WHERE id = '%s'".formatted(world.step(1)),
                        "I1.division",
                        "I4.escrow",
                        "I7.log",
                        "I8.alive",
                        "I16.outlives"));
    }

    private static List<Corruption> workflows() {
        return List.of(
                act(
                        "a workflow runs on after its job",
                        (world, workflows, _) -> workflows.runs(world.whole),
                        "I8.ended"),
                act(
                        "a workflow was terminated and nobody settled",
                        (world, workflows, _) -> workflows.closes(world.running),
                        "I8.alive"),
                act(
                        "a workflow was never started",
                        (world, workflows, _) -> workflows.isUnknown(world.pending),
                        "I8.alive"),
                act(
                        "a secret word is in a history",
                        (world, workflows, _) -> workflows.says(world.whole, "{" + Evidence.CANARY + "}"),
                        "I18.histories"),
                act(
                        "code does not fit a running workflow",
                        (world, workflows, _) -> workflows.failsToReplay(world.running),
                        "I19.replay"),
                act(
                        "a history is too long",
                        (world, workflows, _) -> workflows.measures(world.whole, 46, 22_000),
                        "I20.events"),
                act(
                        "a history is too large",
                        (world, workflows, _) -> workflows.measures(world.whole, 45, 65_537),
                        "I20.bytes"));
    }

    private static String kind(World world, String from, String to) {
        return "UPDATE job_event SET kind = '%s' WHERE kind = '%s' AND job_id = '%s'".formatted(to, from, world.whole);
    }
}
