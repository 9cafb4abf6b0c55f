package dev.darkroom.infra.local;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.local.Applications.Application;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
        List<JsonValue> apis = applications.stream()
                .filter(Application::serves)
                .map(application -> text("http://127.0.0.1:" + application.port()))
                .toList();
        TemporalServer temporal = facts.temporal();
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("api", apis.getFirst());
        fields.put("apis", new JsonValue.Arr(apis));
        fields.put("key", text(facts.key()));
        fields.put("temporal", text(temporal.durable() ? temporal.address() : null));
        fields.put("namespace", text(LocalStack.NAMESPACE));
        fields.put("temporal_ui", text(temporal.uiUrl()));
        fields.put("jdbc", text(facts.jdbc()));
        fields.put("db_user", text(facts.dbUser()));
        fields.put("db_password", text(facts.dbPassword()));
        fields.put("artifacts", text(facts.artifacts()));
        fields.put("webhooks", text(facts.webhooks()));
        Upstreams upstreams = facts.upstreams();
        fields.put("upstreams", text(upstreams == null ? null : upstreams.url()));
        fields.put(
                "upstream_log",
                text(upstreams == null ? null : upstreams.requests().toString()));
        fields.put("pids", new JsonValue.Obj(pids()));
        folder.writeSecret(NAME, JsonText.asRead(new JsonValue.Obj(fields)) + "\n");
    }

    private SequencedMap<String, JsonValue> pids() {
        SequencedMap<String, JsonValue> pids =
                new LinkedHashMap<>(Map.of("run", number(ProcessHandle.current().pid())));
        pids.put("api", pids(Application::serves));
        pids.put("worker", pids(Application::works));
        pids.put("database", number(supervisor.pid(DatabaseServer.PART)));
        pids.put("temporal", number(supervisor.pid(TemporalServer.PART)));
        pids.put("webhooks", number(supervisor.pid(WebhookReceiver.PART)));
        if (facts.upstreams() != null) {
            pids.put("upstreams", number(supervisor.pid(Upstreams.PART)));
        }
        return pids;
    }

    private JsonValue pids(Predicate<Application> which) {
        return new JsonValue.Arr(applications.stream()
                .filter(which)
                .map(application -> number(supervisor.pid(application.part().name())))
                .toList());
    }

    private static JsonValue text(@Nullable String value) {
        return value == null ? new JsonValue.Null() : new JsonValue.Str(value);
    }

    private static JsonValue number(@Nullable Long value) {
        return value == null ? new JsonValue.Null() : new JsonValue.Num(value.toString());
    }
}
