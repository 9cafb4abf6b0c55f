package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.live.world.TemporalView;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Writes down how the main cases look in Temporal, so that every later build can be held to them. */
public final class HistoryRecorder implements Check {

    private static final String JOBS = "ImageGeneration";
    private static final String CHAINS = "EditChain";
    private static final String WEBHOOKS = "WebhookDelivery";
    private static final int CREDIT_USD = 10;
    private static final Duration UNDER_WAY = Duration.ofSeconds(3);
    private static final Pattern IDENTITY = Pattern.compile("\\d+@[A-Za-z0-9.-]+");

    private final Path folder;
    private final String version;

    /**
     * Describes where to.
     *
     * @param folder of all histories, with a folder for each workflow
     * @param version of the product, the first part of each file's name
     */
    public HistoryRecorder(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    @Override
    public String claim() {
        return "the main cases are recorded in " + folder;
    }

    @Override
    public String run(Product product) throws IOException {
        Files.createDirectories(folder.resolve(JOBS));
        Files.createDirectories(folder.resolve(CHAINS));
        Files.createDirectories(folder.resolve(WEBHOOKS));
        Crowd crowd = new Crowd(product, product.stack().tenant("recorded", CREDIT_USD));
        try (TemporalView temporal = product.temporal()) {
            Job succeeded = crowd.post(Order.plain("0.5s"));
            record(temporal, succeeded.id(), "succeeded");
            record(
                    temporal,
                    crowd.post(new Order("delay=0.5s deliver=1", 2, "succeeded", 1))
                            .id(),
                    "partial");
            record(
                    temporal,
                    crowd.post(new Order("delay=0.5s fail=rejected", 1, "failed", 0))
                            .id(),
                    "failed");
            JobId unknown = new JobId(UUID.randomUUID());
            temporal.start("ImageGeneration", new ImageGenerationWorkflow.Input(unknown), unknown.text());
            record(temporal, unknown.text(), "ended-before-its-debit");
            Job orphan = crowd.post(Order.plain("8s"));
            Patience.sleep(UNDER_WAY);
            product.stack().ready().pids("worker").forEach(Signals::kill);
            record(temporal, orphan.id(), "worker-died");
            temporal.reset(succeeded.id());
            record(temporal, succeeded.id(), "reset");
            recordChain(product, temporal);
            recordDeliveries(product, crowd, temporal);
        }
        return crowd.endsWell();
    }

    /** Without the names of the machine and its processes, which say nothing. */
    private void record(TemporalView temporal, String workflowId, String name) throws IOException {
        record(temporal, workflowId, JOBS, name);
    }

    /** One that is taken at once, one that is refused first, one that an operator cancels. */
    private void recordDeliveries(Product product, Crowd crowd, TemporalView temporal) throws IOException {
        String receiver = crowd.tenant().name();
        record(temporal, event(crowd.post(Order.plain("0s"))), WEBHOOKS, "delivered");
        AtomicInteger asked = new AtomicInteger();
        product.sink().answer(receiver, arrival -> asked.incrementAndGet() == 1 ? 500 : 204);
        record(temporal, event(crowd.post(Order.plain("0s"))), WEBHOOKS, "refused-first");
        product.sink().answer(receiver, arrival -> 500);
        Job refused = crowd.post(Order.plain("0s"));
        product.sink().await(receiver, refused.taskId(), "task.succeeded");
        temporal.cancel(event(refused));
        record(temporal, event(refused), WEBHOOKS, "canceled");
    }

    private static String event(Job job) {
        return "wh-" + EventId.of(JobId.of(job.id()), WebhookEventKind.SUCCEEDED);
    }

    /** A base, two branches of which one fails, and a join that is skipped. */
    private void recordChain(Product product, TemporalView temporal) throws IOException {
        Chains chains = new Chains(product, product.stack().tenant("recorded-chains", CREDIT_USD));
        String failed = chains.post("0.5s", "fail=empty");
        record(temporal, Chains.workflowId(failed), CHAINS, "diamond-with-a-failure");
        String whole = chains.post("0.5s");
        record(temporal, Chains.workflowId(whole), CHAINS, "diamond");
        temporal.reset(Chains.workflowId(whole));
        record(temporal, Chains.workflowId(whole), CHAINS, "reset");
    }

    private void record(TemporalView temporal, String workflowId, String workflow, String name) throws IOException {
        WorkflowExecutionInfo _ = temporal.closed(workflowId);
        String json = temporal.history(workflowId).toJson(true);
        Path file = folder.resolve(workflow).resolve("%s-%s.json".formatted(version, name));
        Files.writeString(file, IDENTITY.matcher(json).replaceAll("1@worker") + "\n");
    }
}
