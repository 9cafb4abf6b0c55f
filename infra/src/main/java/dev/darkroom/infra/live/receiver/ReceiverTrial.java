package dev.darkroom.infra.live.receiver;

import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends a receiver of the webhooks page every {@link Attempt}. What it takes it has to keep, once, as a file
 * {@code inbox/<event id>} with the very bytes, and to print: {@code new <event id>}, a repeat {@code again <event id>}.
 */
public final class ReceiverTrial {

    private static final Duration PRINTS_MAX = Duration.ofSeconds(10);

    private ReceiverTrial() {}

    /**
     * Runs a receiver and tries it.
     *
     * @return how many attempts it was sent
     * @throws MissException where it took, refused or kept what it should not have
     */
    public static int run(Program program) throws IOException {
        String secret = SignedRequest.newSecret();
        try (ReceiverProcess receiver = ReceiverProcess.start(program, secret)) {
            // Signed when it listens: a start can take its time.
            List<Attempt> attempts = Attempt.all(secret);
            Set<String> ids = new HashSet<>();
            List<String> lines = new ArrayList<>();
            for (Attempt attempt : attempts) {
                int status = receiver.send(attempt.request());
                MissException.unlessEqual(attempt.genuine() ? 2 : 4, status / 100, attempt.what() + ", first digit");
                if (attempt.genuine()) {
                    String id = attempt.request().id();
                    lines.add((ids.add(id) ? "new " : "again ") + id);
                }
            }
            Patience.until(
                    "what it has to print", PRINTS_MAX, () -> receiver.printed().size() >= lines.size());
            MissException.unlessEqual(lines, receiver.printed(), "what it prints");
            look(program.folder().resolve("inbox"), attempts, ids);
            return attempts.size();
        }
    }

    private static void look(Path inbox, List<Attempt> attempts, Set<String> ids) throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            Set<String> names = new HashSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            MissException.unlessEqual(ids, names, "what it keeps");
        }
        for (Attempt attempt : attempts) {
            if (attempt.genuine()) {
                String kept = Files.readString(inbox.resolve(attempt.request().id()));
                MissException.unlessEqual(attempt.request().body(), kept, "what it keeps of " + attempt.what());
            }
        }
    }
}
