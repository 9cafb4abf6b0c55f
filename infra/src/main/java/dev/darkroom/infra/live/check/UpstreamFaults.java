package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Books;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack of its own whose models are asked for at the simulator: one job for each way in which an upstream fails. */
public final class UpstreamFaults implements Check {

    private static final int CREDIT_USD = 50;
    private static final int IMAGES = 2;
    private static final Duration END_MAX = Duration.ofSeconds(150);
    private static final String SUCCEEDED = "";

    /**
     * A fault and what has to come of its job.
     *
     * @param code of the failure; empty where the job succeeds
     * @param elsewhere whether the next route makes the images, because fal did not take the job
     */
    private record Case(String fault, String code, int delivered, boolean elsewhere) {

        static Case succeeds(String fault, int delivered) {
            return new Case(fault, SUCCEEDED, delivered, false);
        }

        static Case elsewhere(String fault) {
            return new Case(fault, SUCCEEDED, IMAGES, true);
        }

        static Case fails(String code, String fault) {
            return new Case(fault, code, 0, false);
        }
    }

    private record Asked(Case what, Job job) {}

    @Override
    public String claim() {
        return "an upstream that misbehaves in every way there is: no job is sent to it twice, and each ends and is"
                + " refunded as it must";
    }

    @Override
    public String run(Product product) throws IOException {
        Path folder = product.beside("upstream-faults");
        Map<String, String> environment =
                Map.of("DARKROOM_FAL_SUBMIT_TIMEOUT", "4s", "DARKROOM_FAL_CALL_TIMEOUT", "3s");
        Stack stack = new Stack(product.home(), folder, List.of("--upstreams"), environment);
        try {
            stack.start();
            return misbehave(product, stack);
        } finally {
            stack.abandon();
        }
    }

    private static String misbehave(Product product, Stack stack) throws IOException {
        Tenant tenant = stack.tenant("upstream-faults", CREDIT_USD);
        String api = stack.ready().apis().getFirst();
        List<Asked> asked = new ArrayList<>();
        for (Case one : cases()) {
            asked.add(new Asked(one, post(api, tenant, one, product.canary())));
        }
        Job endless = post(api, tenant, Case.fails("CANCELED", "work-endless"), product.canary());
        asked.add(new Asked(Case.fails("CANCELED", "work-endless"), endless));
        Path log = Path.of(stack.ready().text("upstream_log"));
        Patience.until(
                "the submit of work that never ends",
                END_MAX,
                () -> !lines(log, endless, "status").isEmpty());
        Answer canceled = tenant.post(api + "/v1/tasks/" + endless.taskId() + "/cancel", "");
        MissException.unlessEqual(202, canceled.status(), "the answer to a cancel");
        for (Asked each : asked) {
            look(api, tenant, each);
            lookAtSubmits(each.what(), lines(log, each.job(), "submit"));
        }
        Case reused = Case.fails("OUTCOME_UNKNOWN", "submit-reused-id");
        look(api, tenant, new Asked(reused, post(api, tenant, reused, product.canary())));
        MissException.unlessEqual(
                "202", Json.text(lines(log, endless, "cancel").getFirst(), "status"), "the cancel upstream");
        Patience.until(
                "the end of what they hold",
                END_MAX,
                () -> stack.books().count("SELECT COUNT(*) FROM job WHERE state IN ('PENDING', 'QUEUED', 'RUNNING')")
                        == 0);
        stack.books().check();
        return "%d jobs, one without a fault, one submit each; %d rules of the books hold"
                .formatted(asked.size() + 1, Books.size());
    }

    private static Job post(String api, Tenant tenant, Case one, String canary) throws IOException {
        String fault = one.fault().isEmpty() ? "" : "fault=" + one.fault();
        Answer answer = tenant.post(api + "/v1/images/generations", """
            {"model": "flux-1.1-pro", "n": %d, "prompt": "a lake, %s {upstream: %s delay=300ms}"}\
            """.formatted(IMAGES, canary, fault));
        MissException.unlessEqual(202, answer.status(), "the answer to a POST with " + one.fault());
        return new Job(tenant, Order.plain("0s"), answer.text("task_id"));
    }

    private static void look(String api, Tenant tenant, Asked asked) {
        Case what = asked.what();
        Answer task = Patience.await("the end of " + what.fault(), END_MAX, () -> {
            Answer now = get(tenant, api + "/v1/tasks/" + asked.job().taskId());
            return now.text("completed_at").isEmpty() ? Optional.empty() : Optional.of(now);
        });
        MissException.unlessEqual(what.code(), task.text("error.code"), "the failure of " + what.fault());
        int images = Json.at(task.json(), "output.images") instanceof JsonValue.Arr array
                ? array.items().size()
                : 0;
        MissException.unlessEqual(what.delivered(), images, "the pictures of " + what.fault());
    }

    private static void lookAtSubmits(Case what, List<JsonValue> submits) {
        MissException.unlessEqual(1, submits.size(), "submits of " + what.fault());
        boolean accepted = submits.getFirst().field("accepted").equals(new JsonValue.Bool(true));
        MissException.unless(!(what.elsewhere() && accepted), what.fault() + " was taken, and asked for elsewhere too");
    }

    private static Answer get(Tenant tenant, String url) {
        try {
            return tenant.get(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the simulator was asked about a job. */
    private static List<JsonValue> lines(Path log, Job job, String what) {
        try {
            return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.endsWith("}"))
                    .map(line -> StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))
                    .filter(line -> Json.text(line, "what").equals(what)
                            && Json.text(line, "reference").startsWith(job.id()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                Case.succeeds("", 2),
                Case.elsewhere("submit-503"),
                Case.elsewhere("submit-429"),
                Case.elsewhere("submit-invalid"),
                Case.fails("PROMPT_REJECTED", "submit-rejected"),
                Case.succeeds("work-more", 2),
                Case.succeeds("work-fewer", 1),
                Case.succeeds("work-same", 1),
                Case.succeeds("work-filtered", 1),
                Case.fails("EMPTY_RESULT", "work-none"),
                Case.fails("PROMPT_REJECTED", "work-rejected"),
                Case.fails("INVALID_RESULT", "file-not-image")));
        for (String unknown : List.of(
                "500",
                "502",
                "504",
                "reset",
                "hang",
                "error-in-200",
                "html",
                "truncated",
                "500-after-accept",
                "502-after-accept",
                "503-after-accept",
                "504-after-accept",
                "reset-after-accept",
                "hang-after-accept")) {
            cases.add(Case.fails("OUTCOME_UNKNOWN", "submit-" + unknown));
        }
        for (String failed :
                List.of("work-failed", "work-flips", "work-error-in-200", "work-unknown", "file-404", "file-large")) {
            cases.add(Case.fails("PROVIDER_ERROR", failed));
        }
        for (String passing : List.of(
                "status-500",
                "status-502",
                "status-503",
                "status-504",
                "status-429",
                "status-reset",
                "status-hang",
                "status-html",
                "status-truncated",
                "result-502",
                "result-429",
                "result-reset",
                "result-hang",
                "result-html",
                "result-truncated",
                "file-500",
                "file-cut")) {
            cases.add(Case.succeeds(passing, 2));
        }
        return cases;
    }
}
