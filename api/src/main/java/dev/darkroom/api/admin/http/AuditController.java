package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.audit.Audit;
import dev.darkroom.api.admin.audit.AuditLine;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;

/** The audit log, of this API and of the command line. */
@ForCallers
@Controller(value = "/admin/audit", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    private static final String LIST = "admin-audit";
    private static final int LIMIT = 50;
    private static final int LIMIT_MAX = 200;

    private final Audit audit;
    private final Cursors cursors;

    AuditController(Audit audit, Cursors cursors) {
        this.audit = audit;
        this.cursors = cursors;
    }

    @Get
    AuditReply list(HttpRequest<?> request, Caller caller) {
        QueryParams params = new QueryParams(request);
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String cursor = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        params.end();
        List<AuditLine> lines = audit.page(cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor), limit + 1);
        List<AuditLine> page = lines.subList(0, Math.min(limit, lines.size()));
        String next = lines.size() > limit
                ? cursors.write(
                        caller.tenant(), LIST, Long.toString(page.getLast().id()))
                : null;
        return new AuditReply(page.stream().map(AuditReply::line).toList(), next);
    }
}
