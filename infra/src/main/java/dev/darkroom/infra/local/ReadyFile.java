package dev.darkroom.infra.local;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.infra.local.Applications.Application;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What scripts read: written when all is ready, and again whenever a part has another process id. */
final class ReadyFile {

    static final String NAME = "ready.json";

    private final DataFolder folder;
    private final Supervisor supervisor;
    private final Facts facts;
    private final List<Application> applications;

    ReadyFile(DataFolder folder, Supervisor supervisor, Facts facts, List<Application> applications) {
        this.folder = folder;
        this.supervisor = supervisor;
        this.facts = facts;
        this.applications = List.copyOf(applications);
    }

    synchronized void write() {
        List<String> apis = applications.stream()
                .filter(Application::serves)
                .map(Application::url)
                .toList();
        TemporalServer temporal = facts.temporal();
        Upstreams upstreams = facts.upstreams();
        Links links = facts.links();
        JsonFields fields = JsonFields.of("api", apis.getFirst())
                .with("apis", apis)
                .with("key", facts.key())
                .with("temporal", temporal.durable() ? temporal.address() : null)
                .with("namespace", LocalStack.NAMESPACE)
                .with("temporal_ui", temporal.uiUrl())
                .with("jdbc", facts.jdbc())
                .with("db_user", facts.dbUser())
                .with("db_password", facts.dbPassword())
                .with("artifacts", facts.artifacts())
                .with("webhooks", facts.webhooks())
                .with("upstreams", upstreams == null ? null : upstreams.url())
                .with("upstream_log", upstreams == null ? null : upstreams.requests())
                .with("links", links == null ? null : links.url())
                .with("pids", pids());
        folder.writeSecret(NAME, fields.text() + "\n");
    }

    private JsonFields pids() {
        JsonFields pids = JsonFields.of("run", ProcessHandle.current().pid())
                .with("api", pids(Application::serves))
                .with("worker", pids(Application::works))
                .with("database", supervisor.pid(DatabaseServer.PART))
                .with("temporal", supervisor.pid(TemporalServer.PART))
                .with("webhooks", supervisor.pid(WebhookReceiver.PART));
        return pids.with("upstreams", supervisor.pid(Upstreams.PART)).with("links", supervisor.pid(Links.PART));
    }

    private List<@Nullable Long> pids(Predicate<Application> which) {
        return applications.stream()
                .filter(which)
                .<@Nullable Long>map(
                        application -> supervisor.pid(application.part().name()))
                .toList();
    }
}
