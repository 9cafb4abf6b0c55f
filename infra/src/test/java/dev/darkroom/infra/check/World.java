package dev.darkroom.infra.check;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.blob.ImageVault;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Cancellations;
import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.ChainStepRow;
import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.testing.Drafts;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.activities.webhook.DueDelivery;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.api.core.IdempotencyKey;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.InputRole;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two tenants and their jobs, of every kind of end, made by the product's own code an hour ago. */
final class World implements AutoCloseable {

    private static final Route ROUTE = new Route(new ProviderId("sandbox"), "gpt-image-2");
    private static final long BYTES_MAX = 1_000_000;
    private static final String URL = "http://127.0.0.1/hook";
    private static final String ALL_ENDS = "succeeded,failed,canceled";

    final TestDatabase database = TestDatabase.create();
    final TestCore core;
    final TenantId tenant;
    final TenantId other;

    /** Two images of two, told at its URL. */
    final JobId whole;
    /** One image of three. */
    final JobId partial;
    /** Nothing, at its provider. */
    final JobId failed;
    /** Before its debit. */
    final JobId withdrawn;
    /** One of one, canceled while it was stored. */
    final JobId canceled;
    /** Made of an image of {@link #whole}; its webhook is on its way. */
    final JobId edited;
    /** At its provider. */
    final JobId running;
    /** Not begun. */
    final JobId pending;
    /** Two steps, both made. */
    final JobId chain;
    /** Of the other tenant: one image of two. */
    final JobId foreign;
    /** An image that the tenant gave. */
    final ArtifactRow given;

    World(Path blobs) {
        core = TestCore.over(database, database.config(), Map.of("darkroom.blob.folder", blobs.toString()));
        tenant = core.tenant(new MicroUsd(10_000_000));
        other = core.tenant(new MicroUsd(1_000_000));
        whole = sent(Drafts.telling(TestCore.draft(tenant, keyed("key-1"), 2, "a pier"), URL, ALL_ENDS));
        end(tenant, whole, 2);
        deliver(whole);
        partial = sent(TestCore.draft(tenant, 3));
        end(tenant, partial, 1);
        failed = sent(TestCore.draft(tenant, 1));
        settle(failed, new JobEnding.Failed(FailureKind.PROVIDER_ERROR));
        withdrawn = taken(TestCore.draft(tenant, 1), List.of());
        core.get(Cancellations.class).cancel(tenant, withdrawn);
        canceled = sent(TestCore.draft(tenant, 1));
        core.get(Cancellations.class).cancel(tenant, canceled);
        end(tenant, canceled, 1);
        edited = edit();
        running = sent(TestCore.draft(tenant, 2));
        pending = taken(TestCore.draft(tenant, keyed("key-2"), 2, "a boat"), List.of());
        chain = chain();
        foreign = sent(TestCore.draft(other, 2));
        end(other, foreign, 1);
        given = new TestImages(core).given(tenant);
        age();
    }

    @Override
    public void close() {
        core.close();
    }

    /** The job of an idempotency key of the first tenant. */
    JobId keyed(String key) {
        return new IdempotencyKey(key).job(tenant);
    }

    /** The jobs whose workflows run. */
    List<JobId> open() {
        return List.of(running, pending);
    }

    /** A step of the chain, by its index. */
    JobId step(int index) {
        return chain.step(index);
    }

    private JobId taken(JobRow draft, List<JobInputRow> inputs) {
        Acceptance.Reply reply = core.get(Acceptance.class)
                .take(Acceptance.Draft.of(draft, inputs), false, Acceptance.Limits.ofDepth(100));
        if (reply instanceof Acceptance.Reply.Taken(JobRow row)) {
            return row.jobId();
        }
        throw new IllegalStateException(reply.toString());
    }

    private JobId sent(JobRow draft) {
        return send(taken(draft, List.of()));
    }

    private JobId send(JobId job) {
        core.get(Charging.class).charge(job);
        Submissions submissions = core.get(Submissions.class);
        submissions.intend(job, 0, ROUTE, 1);
        submissions.accepted(job, new ProviderTicket(ROUTE.provider(), "ticket-" + job), 1);
        return job;
    }

    private void end(TenantId owner, JobId job, int images) {
        List<ImageOutcome> stored = new ArrayList<>();
        for (int index = 0; index < images; index++) {
            try {
                stored.add(core.get(ImageVault.class)
                        .store(
                                new ImageVault.Place(owner, job, index),
                                new ByteArrayInputStream(TestImages.png()),
                                BYTES_MAX,
                                () -> {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        settle(job, new JobEnding.Finished(stored));
    }

    private void settle(JobId job, JobEnding ending) {
        Objects.requireNonNull(core.get(Settlements.class).settle(job, ending).orElse(null));
    }

    private void deliver(JobId job) {
        WebhookDeliveries deliveries = core.get(WebhookDeliveries.class);
        DueDelivery due = deliveries
                .due(DeliveryId.of(Objects.requireNonNull(
                        database.query("SELECT d.id FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id"
                                + " WHERE e.job_id = '%s'".formatted(job)))))
                .orElseThrow();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        deliveries.record(
                due,
                new WebhookDeliveries.Made(now, 500, Duration.ofMillis(3), null, "busy", false, false),
                Duration.ZERO);
        deliveries.record(
                deliveries.due(DeliveryId.of(due.id())).orElseThrow(),
                new WebhookDeliveries.Made(now, 204, Duration.ofMillis(3), null, "", true, false),
                null);
    }

    private JobId edit() {
        JobRow draft = Drafts.withInputs(Drafts.telling(TestCore.draft(tenant, 1), URL, ALL_ENDS), 1);
        JobInputRow input = new JobInputRow(
                null,
                draft.id(),
                0,
                JobInputRow.Source.ARTIFACT,
                InputRole.REFERENCE,
                null,
                null,
                null,
                ArtifactId.of(whole, 0).text(),
                null);
        JobId job = send(taken(draft, List.of(input)));
        end(tenant, job, 1);
        return job;
    }

    /** Of two steps, the second of which works from the image of the first. */
    private JobId chain() {
        JobRow draft = TestCore.draft(tenant, 2);
        long price = 2 * TestCore.UNIT_PRICE.value();
        JobRow row = Drafts.as(
                draft,
                new QuoteColumns("chain", price, PriceUnit.CALL, price, 0),
                new ChainColumns(ChainColumns.Role.CHAIN, null, true, null));
        List<JobRow> steps = new ArrayList<>();
        List<ChainStepRow> links = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            JobRow step = TestCore.draft(tenant, row.jobId().step(index), 1, "a step");
            steps.add(Drafts.withInputs(
                    Drafts.as(step, step.quote(), new ChainColumns(ChainColumns.Role.STEP, row.id(), null, null)),
                    index));
            links.add(new ChainStepRow(null, row.id(), index, "step-" + index, step.id()));
        }
        JobInputRow input = new JobInputRow(
                null,
                steps.getLast().id(),
                0,
                JobInputRow.Source.JOB,
                InputRole.REFERENCE,
                null,
                steps.getFirst().id(),
                0,
                null,
                null);
        core.get(Acceptance.class)
                .take(new Acceptance.Draft(row, steps, links, List.of(input)), false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(row.jobId());
        for (JobRow step : steps) {
            send(step.jobId());
            end(tenant, step.jobId(), 1);
        }
        core.get(Chains.class).close(row.jobId(), null);
        return row.jobId();
    }

    private void age() {
        for (String column : new String[] {"created_at", "started_at", "completed_at"}) {
            database.execute("UPDATE job SET %s = %s - INTERVAL 1 HOUR".formatted(column, column));
        }
    }
}
