package dev.darkroom.api.boot;

import dev.darkroom.activities.db.Migrations;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.worker.WorkerProcess;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether this process lives, and whether it can do its work. On a port of its own: nobody outside needs to know.
 */
@Controller(value = "/health", port = "${darkroom.management-port:9090}")
@Secured(SecurityRule.IS_ANONYMOUS)
final class Health {

    private static final String UP = "up";
    private static final String DOWN = "down";

    private final Transactions transactions;
    private final Migrations migrations;
    private final WorkerProcess worker;
    private final boolean works;
    private volatile boolean migrated;

    Health(
            Transactions transactions,
            Migrations migrations,
            WorkerProcess worker,
            @Value("${darkroom.role}") String role) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.worker = worker;
        works = !Role.API.word().equals(role);
    }

    /** Whether the process answers at all; it depends on nothing. */
    @Get("/live")
    Map<String, String> live() {
        return Map.of("status", UP);
    }

    /** 200 where everything that this role needs is there, else 503; both say what is and what is not. */
    @Get("/ready")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Map<String, String>> ready() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("database", transactions.isAlive() ? UP : DOWN);
        parts.put("schema", isMigrated() ? UP : "behind: run the command migrate");
        if (works) {
            parts.put("worker", worker.isPolling() ? UP : "waiting for Temporal");
        }
        boolean ready = parts.values().stream().allMatch(UP::equals);
        parts.put("status", ready ? UP : DOWN);
        return ready ? HttpResponse.ok(parts) : HttpResponse.serverError(parts).status(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private boolean isMigrated() {
        if (!migrated) {
            migrated = migrations.isCurrent();
        }
        return migrated;
    }
}
