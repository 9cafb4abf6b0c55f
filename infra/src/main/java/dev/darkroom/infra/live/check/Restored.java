package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The database is lost and restored from a backup that was made while jobs were in every state. Temporal and the pictures
 * are younger than it.
 */
public final class Restored implements Check {

    // One that fails and was not charged at the time of the copy ends uncharged, and not with a refund.
    private static final List<String> DELAYS = List.of("0.2s", "1s", "2s", "4s");
    private static final int CREDIT_USD = 100;
    private static final int JOBS_BEFORE = 10;
    private static final int JOBS_AFTER = 4;
    private static final int NOT_FOUND = 404;
    private static final Duration COMMAND_MAX = Duration.ofMinutes(2);

    @Override
    public String claim() {
        return "the database restored from a backup, then reconcile --apply and check: what it had ends as it must,"
                + " what it had not is found";
    }

    @Override
    public String run(Product product) throws IOException {
        Crowd before = new Crowd(product, product.stack().tenant("restored", CREDIT_USD));
        Crowd after = new Crowd(product, product.stack().tenant("restored-after", CREDIT_USD));
        for (int i = 0; i < JOBS_BEFORE; i++) {
            before.post(Order.plain(DELAYS.get(i % DELAYS.size())));
        }
        Path backup = product.backup();
        for (int i = 0; i < JOBS_AFTER; i++) {
            after.post(Order.plain("0.2s"));
        }
        String _ = after.endsWell();
        product.restore(backup);
        String left =
                Json.text(product.stack().operator(COMMAND_MAX, Set.of(0), "reconcile", "--apply", "--json"), "left");
        String ended = before.endsWell();
        int lost = lost(product, after);
        return "%s; left to do after it: %s; %d jobs that were younger than the backup are gone, and their pictures are"
                        .formatted(ended, left, lost)
                + " found";
    }

    /** What was accepted after the backup is not there any more; the check names its pictures. */
    private static int lost(Product product, Crowd crowd) throws IOException {
        String checked = JsonText.asRead(
                product.stack().operator(COMMAND_MAX, Set.of(1), "check", "--json", "--shallow", "--orphan-age", "0s"));
        int lost = 0;
        for (Job job : crowd.jobs()) {
            String api = product.stack().ready().apis().getFirst();
            MissException.unlessEqual(
                    NOT_FOUND,
                    job.tenant().get(api + "/v1/tasks/" + job.taskId()).status(),
                    "a job that is younger than the backup");
            MissException.unless(checked.contains(job.id()), "the check does not name the pictures of " + job.id());
            lost++;
        }
        Path pictures = Path.of(product.stack().ready().text("artifacts"));
        Folders.delete(pictures.resolve("t").resolve(crowd.tenant().id()));
        return lost;
    }
}
