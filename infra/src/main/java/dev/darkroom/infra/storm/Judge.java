package dev.darkroom.infra.storm;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits until nothing is left to do, and says what does not hold then. */
final class Judge {

    private static final Duration QUIET_MAX = Duration.ofMinutes(4);
    private static final List<String> STATES =
            List.of("PENDING", "QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELED");

    private final Product product;

    Judge(Product product) {
        this.product = product;
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

    /** What does not hold. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        try {
            product.books().check();
        } catch (MissException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
        JsonValue left = product.stack().operator("reconcile", "--dry-run", "--json");
        if (!Json.text(left, "left").equals("0")) {
            broken.add("the reconciler finds something to do: " + left);
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
