package dev.darkroom.infra.check;

import static dev.darkroom.infra.check.Corruption.act;
import static dev.darkroom.infra.check.Corruption.sql;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** What can be wrong with stored images, with webhooks, and with what those around have seen. */
final class OutsideCorruptions {

    private OutsideCorruptions() {}

    /** Of images. */
    static List<Corruption> images(Path blobs) {
        return List.of(
                sql(
                        "an image that came is not in the books",
                        world -> "DELETE FROM artifact WHERE job_id = '%s'".formatted(world.foreign),
                        "I9.count",
                        "I10.orphan"),
                act("an object is missing", (world, _, _) -> Files.delete(image(blobs, world)), "I9.there"),
                act(
                        "an object is longer",
                        (world, _, _) -> Files.write(image(blobs, world), new byte[1], StandardOpenOption.APPEND),
                        "I9.size"),
                act("an object has other bytes", (world, _, _) -> spoil(image(blobs, world)), "I9.bytes"),
                sql(
                        "an image is said to be of another type",
                        world -> "UPDATE artifact SET content_type = 'image/webp' WHERE job_id = '%s'"
                                .formatted(world.foreign),
                        "I9.type"),
                act("an image lies with another tenant", (world, _, _) -> move(blobs, world), "I10.prefix"),
                act(
                        "an object is in no book",
                        (world, _, _) -> Files.write(image(blobs, world).resolveSibling("1.png"), new byte[] {1, 2, 3}),
                        "I10.orphan"),
                act(
                        "a file of nobody's lies among the objects",
                        (world, _, _) ->
                                Files.write(image(blobs, world).resolveSibling("0.PNG~"), new byte[] {1, 2, 3}),
                        "I10.orphan"),
                act(
                        "a preview was left behind",
                        (world, _, _) -> {
                            Path preview =
                                    blobs.resolve(BlobKeys.preview(world.tenant, world.whole, 0, 0, ImageFormat.PNG));
                            Files.createDirectories(preview.resolveSibling(""));
                            Files.write(preview, new byte[] {1});
                        },
                        "I10.orphan"));
    }

    /** Of webhooks. */
    static List<Corruption> webhooks() {
        return List.of(
                act(
                        "a webhook is lost",
                        (world, _, _) -> {
                            world.database.execute("DELETE FROM webhook_attempt");
                            world.database.execute("DELETE FROM webhook_delivery WHERE state = 'DELIVERED'");
                        },
                        "I11.asked"),
                sql("an attempt is not in the log", _ -> "DELETE FROM webhook_attempt WHERE seq = 1", "I11.attempts"),
                sql(
                        "nobody has said yes to what was delivered",
                        _ -> "UPDATE webhook_attempt SET status = 500",
                        "I11.attempts"),
                sql(
                        "nobody looks after a delivery",
                        _ -> "UPDATE webhook_delivery SET check_at = NOW(3) - INTERVAL 1 HOUR WHERE state = 'PENDING'",
                        "I11.forgotten"),
                act(
                        "what was delivered never arrived",
                        (_, _, evidence) -> evidence.change("sink.jsonl", "\"answered\":204", "\"answered\":500"),
                        "I11.arrived"),
                sql(
                        "another end is to be told of",
                        world -> "INSERT INTO webhook_event (id, tenant_id, job_id, kind, at)"
                                + " VALUES (UUID(), '%s', '%s', 'FAILED', NOW(3))"
                                        .formatted(world.tenant.text(), world.whole),
                        "I12.ends"),
                act(
                        "both ends were told of",
                        (world, _, evidence) -> evidence.add(
                                "sink.jsonl",
                                Evidence.arrival(world.whole, WebhookEventKind.FAILED, 7_000, "7", true, 204)),
                        "I12.told"),
                act(
                        "progress was told of after the end",
                        (world, _, evidence) -> evidence.add(
                                "sink.jsonl",
                                Evidence.arrival(
                                        world.whole, EventId.ofProgress(world.whole, 50), 9_000, "9", true, 204)),
                        "I12.told"),
                act(
                        "a signature does not verify",
                        (_, _, evidence) -> evidence.change("sink.jsonl", "\"verified\":true", "\"verified\":false"),
                        "I13.verified"),
                act(
                        "two attempts have one timestamp",
                        (_, _, evidence) -> evidence.change("sink.jsonl", "\"timestamp\":\"6\"", "\"timestamp\":\"1\""),
                        "I13.signed"),
                sql(
                        "a receiver's answer has a secret word",
                        _ -> "UPDATE webhook_attempt SET answer = 'got %s' WHERE seq = 1".formatted(Evidence.CANARY),
                        "I18.texts"));
    }

    /** Of what clients and providers have seen, and of what was logged. */
    static List<Corruption> logs() {
        JobId nobody = new JobId(new UUID(1, 2));
        return List.of(
                act(
                        "a client was told of a job that is not there",
                        (world, _, evidence) -> evidence.add(
                                "client.jsonl", Evidence.post(world.tenant.text(), null, nobody, 202, "ff")),
                        "I5.accepted"),
                act(
                        "a key is two jobs",
                        (world, _, evidence) -> evidence.add(
                                "client.jsonl", Evidence.post(world.tenant.text(), "key-1", world.partial, 202, "aa")),
                        "I6.key"),
                act(
                        "a repeat was answered otherwise",
                        (world, _, evidence) -> evidence.add(
                                "client.jsonl", Evidence.post(world.tenant.text(), "key-1", world.whole, 200, "ab")),
                        "I6.replies"),
                act(
                        "a provider took a job twice",
                        (world, _, evidence) ->
                                evidence.add("upstream.jsonl", Evidence.submit(world.whole + "-0", true)),
                        "I14.once"),
                act(
                        "a provider took what nobody has sent",
                        (_, _, evidence) -> evidence.add("upstream.jsonl", Evidence.submit(nobody + "-0", true)),
                        "I14.booked"),
                act(
                        "a cancel was answered yes and the job ended well",
                        (world, _, evidence) ->
                                evidence.add("client.jsonl", Evidence.asked("cancel", world.whole, 202, null)),
                        "I15.cancels"),
                act(
                        "a cancel was too late for a job that runs",
                        (world, _, evidence) ->
                                evidence.add("client.jsonl", Evidence.asked("cancel", world.running, 409, null)),
                        "I15.late"),
                act(
                        "another tenant's job was shown",
                        (_, _, evidence) -> evidence.change("client.jsonl", "\"status\":404", "\"status\":200"),
                        "I17.foreign"),
                act(
                        "a secret word is in a log",
                        (_, _, evidence) -> evidence.add("logs/api.log", "asked for " + Evidence.CANARY),
                        "I18.logs"),
                act(
                        "a request that was refused has left a job",
                        (world, _, evidence) -> evidence.change(
                                "client.jsonl",
                                Evidence.post(world.tenant.text(), "key-2", world.pending, 202, "bb"),
                                Evidence.post(world.tenant.text(), "key-2", null, 429, "bb")),
                        "I21.refused"));
    }

    private static String key(World world) {
        return BlobKeys.image(world.other, world.foreign, 0, ImageFormat.PNG);
    }

    private static Path image(Path blobs, World world) {
        return blobs.resolve(key(world));
    }

    private static void spoil(Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length - 1] ^= 1;
        Files.write(image, bytes);
    }

    private static void move(Path blobs, World world) throws IOException {
        String to = BlobKeys.image(world.tenant, world.foreign, 0, ImageFormat.PNG);
        Files.createDirectories(blobs.resolve(to).resolveSibling(""));
        Files.move(image(blobs, world), blobs.resolve(to));
        world.database.execute("UPDATE artifact SET blob_key = '%s' WHERE job_id = '%s'".formatted(to, world.foreign));
    }
}
