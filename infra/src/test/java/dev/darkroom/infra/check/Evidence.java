package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Words;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logs of those around a world, as they were and as a test changes them. */
final class Evidence {

    /** In every prompt; nowhere else. */
    static final String CANARY = "canary-lantern-4711";

    private final Path folder;

    Evidence(Path folder) {
        this.folder = folder;
    }

    /** Writes what everybody has seen of that world. */
    void write(World world) {
        write(
                "client.jsonl",
                List.of(
                        post(world.tenant.text(), "key-1", world.whole, 202, "aa"),
                        post(world.tenant.text(), "key-1", world.whole, 202, "aa"),
                        post(world.tenant.text(), "key-2", world.pending, 202, "bb"),
                        post(world.tenant.text(), "key-3", null, 402, "cc"),
                        post(world.tenant.text(), "key-3", null, 429, "dd"),
                        post(world.other.text(), null, world.foreign, 202, "ee"),
                        asked("cancel", world.withdrawn, 202, "canceled"),
                        asked("cancel", world.whole, 409, "succeeded"),
                        asked("foreign", world.foreign, 404, null),
                        asked("foreign", world.foreign, 503, null),
                        "{\"at\":1,\"what\":\"get\",\"job\":null,\"status\":null}",
                        "{\"at\":1,\"what\":\"po"));
        write(
                "sink.jsonl",
                List.of(
                        arrival(world.whole, WebhookEventKind.SUCCEEDED, 1_000, "1", true, 500),
                        arrival(world.whole, WebhookEventKind.SUCCEEDED, 6_000, "6", true, 204)));
        write(
                "upstream.jsonl",
                List.of(
                        submit(world.whole + "-0", true),
                        submit(world.partial + "-0", true),
                        submit(world.failed + "-0", false)));
        write("logs/api.log", List.of("api is up", "a job was taken"));
    }

    /** The logs as the checker takes them. */
    Logs logs() {
        return new Logs(
                folder.resolve("client.jsonl"),
                folder.resolve("sink.jsonl"),
                folder.resolve("upstream.jsonl"),
                folder.resolve("logs"),
                new Words(List.of(CANARY)),
                folder);
    }

    /** Adds a line to a log. */
    void add(String file, String line) {
        try {
            Files.writeString(folder.resolve(file), "\n" + line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a text wherever it is in a log. */
    void change(String file, String from, String to) {
        try {
            Path path = folder.resolve(file);
            String before = Files.readString(path);
            if (!before.contains(from)) {
                throw new IllegalStateException("%s has no %s".formatted(file, from));
            }
            Files.writeString(path, before.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String post(String tenant, @Nullable String key, @Nullable JobId job, int status, String digest) {
        return "{\"at\":1,\"tenant\":\"%s\",\"what\":\"post\",\"key\":%s,\"job\":%s,\"status\":%d,\"body_sha256\":\"%s\"}"
                .formatted(tenant, text(key), text(job), status, digest);
    }

    static String asked(String what, JobId job, int status, @Nullable String state) {
        return "{\"at\":1,\"what\":\"%s\",\"job\":\"%s\",\"status\":%d,\"state\":%s}"
                .formatted(what, job, status, text(state));
    }

    static String arrival(JobId job, WebhookEventKind kind, long at, String timestamp, boolean verified, int answered) {
        return arrival(job, EventId.of(job, kind), at, timestamp, verified, answered);
    }

    static String arrival(JobId job, EventId event, long at, String timestamp, boolean verified, int answered) {
        return "{\"at\":%d,\"event\":\"%s\",\"type\":\"task.x\",\"job\":\"%s\",\"timestamp\":\"%s\",\"verified\":%b,\"answered\":%d}"
                .formatted(at, event.text(), job, timestamp, verified, answered);
    }

    static String submit(String reference, boolean accepted) {
        return "{\"at\":1,\"provider\":\"fal\",\"what\":\"submit\",\"reference\":\"%s\",\"accepted\":%b,\"status\":200}"
                .formatted(reference, accepted);
    }

    private void write(String file, List<String> lines) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : "\"%s\"".formatted(value);
    }
}
