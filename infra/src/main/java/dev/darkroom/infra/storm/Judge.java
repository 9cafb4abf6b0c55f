package dev.darkroom.infra.storm;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waits until nothing is left to do, and says what does not hold then. */
final class Judge {

    private static final Duration QUIET_MAX = Duration.ofMinutes(4);
    private static final List<String> STATES =
            List.of("PENDING", "QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELED");

    private static final Duration CHECK_MAX = Duration.ofMinutes(5);
    private static final Set<Integer> FOUND_OR_NOT = Set.of(0, 1, 3);

    // A workflow sleeps through an outage of the database, and each sleep is a few events.
    private static final String HISTORY_EVENTS_MAX = "400";

    private final Product product;
    private final Path evidence;
    private final Path canaries;

    /**
     * Judges by the product, and by what was seen outside of it.
     *
     * @param evidence the folder of the logs of clients and of the sink
     */
    Judge(Product product, Path evidence) throws IOException {
        this.product = product;
        this.evidence = evidence;
        canaries = Files.writeString(evidence.resolve("canaries.txt"), product.canary() + System.lineSeparator());
    }

    /**
     * Waits for quiet.
     *
     * @throws MissException where something is stuck
     */
    void awaitQuiet() {
        Patience.until(
                "the stack after the storm", QUIET_MAX, () -> product.stack().isReady());
        Patience.until(
                "the end of all jobs",
                QUIET_MAX,
                () -> count("SELECT COUNT(*) FROM job WHERE check_at IS NOT NULL") == 0);
        Patience.until(
                "the end of all webhooks that are due",
                QUIET_MAX,
                () -> count("SELECT COUNT(*) FROM webhook_delivery WHERE state = 'PENDING'"
                                + " AND (next_at IS NULL OR next_at < NOW(3) - INTERVAL 20 SECOND)")
                        == 0);
    }

    /** How many jobs there are of each state. */
    Map<String, Long> states() {
        Map<String, Long> states = new LinkedHashMap<>();
        for (String state : STATES) {
            states.put(state, count("SELECT COUNT(*) FROM job WHERE state = '" + state + "'"));
        }
        return states;
    }

    /**
     * What does not hold.
     *
     * @param since how long ago the round began
     */
    List<String> broken(Duration since) {
        List<String> broken = new ArrayList<>();
        JsonValue left = product.stack().operator(CHECK_MAX, FOUND_OR_NOT, "reconcile", "--dry-run", "--json");
        if (!Json.text(left, "left").equals("0")) {
            broken.add("the reconciler finds something to do: " + JsonText.asRead(left));
        }
        JsonValue checked = product.stack()
                .operator(
                        CHECK_MAX,
                        FOUND_OR_NOT,
                        "check",
                        "--json",
                        "--at-rest",
                        "--since",
                        since.toSeconds() + "s",
                        "--history-events",
                        HISTORY_EVENTS_MAX,
                        "--client",
                        evidence.resolve("client.jsonl").toString(),
                        "--sink",
                        evidence.resolve("sink.jsonl").toString(),
                        "--upstream",
                        product.stack().ready().text("upstream_log"),
                        "--logs",
                        product.stack().data().resolve("logs").toString(),
                        "--canaries",
                        canaries.toString());
        broken.addAll(brokenRules(checked));
        return broken;
    }

    private static List<String> brokenRules(JsonValue checked) {
        List<String> broken = new ArrayList<>();
        if (Json.at(checked, "rules") instanceof JsonValue.Arr rules) {
            for (JsonValue rule : rules.items()) {
                if (!(Json.at(rule, "ok") instanceof JsonValue.Bool ok && ok.value())) {
                    broken.add("%s: %s".formatted(Json.text(rule, "id"), JsonText.asRead(Json.at(rule, "offenders"))));
                }
            }
        }
        return broken;
    }

    /** One number; none yet where the database is on its way up. */
    private long count(String sql) {
        try {
            return product.books().count(sql);
        } catch (MissException e) {
            return -1;
        }
    }
}
