package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.ArtifactActivities;
import dev.darkroom.workflows.contract.CreditActivities;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.ProviderActivities;
import dev.darkroom.workflows.contract.SourceActivities;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Activities that answer what a test tells them to, and note in order what they were asked. Unless told otherwise they
 * make one image without a fault.
 */
final class ScriptedActivities implements CreditActivities, ProviderActivities, ArtifactActivities, SourceActivities {

    static final ProviderId SANDBOX = new ProviderId("sandbox");
    static final ProviderTicket TICKET = new ProviderTicket(SANDBOX, "sb-1");
    static final MicroUsd PRICE = new MicroUsd(50_000);

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<JobEnding> endings = new CopyOnWriteArrayList<>();
    final Set<JobId> settledJobs = ConcurrentHashMap.newKeySet();

    Function<DebitRequest, DebitReply> debit = request -> charged("sandbox");
    Function<SourcesRequest, InputReply> sources = request -> new InputReply.Ready();
    Function<JobsRequest, JobsEnded> jobs = request ->
            new JobsEnded(request.jobs().stream().map(job -> StepEnd.SKIPPED).toList());
    Function<IngestRequest, InputReply> ingest = request -> new InputReply.Ready();
    Function<SubmitRequest, SubmitReply> submit = request -> new Submitted(TICKET);
    Function<AwaitRequest, AwaitReply> await = request -> new Generated();
    Function<CancelRequest, CancelReply> cancel = request -> new CancelReply(true);
    Function<StoreRequest, StoreReply> store = request -> new ImagesStored(List.of(stored(0)));
    Function<SettleRequest, Settled> settle = request -> settled(request.ending());

    static Charged charged(String... providers) {
        List<Route> routes = List.of(providers).stream()
                .map(provider -> new Route(new ProviderId(provider), "gpt-image-2"))
                .toList();
        ActivityTimeouts timeouts = new ActivityTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(10));
        return new Charged(new ModelId("gpt-image-2"), 1, PRICE, routes, timeouts);
    }

    /** Of a job that works from an image of another job, and from one behind a URL. */
    static Charged chargedForInputs() {
        Charged charged = charged("sandbox");
        return new Charged(charged.model(), charged.images(), PRICE, charged.routes(), charged.timeouts(), true, true);
    }

    static ImageOutcome stored(int index) {
        return new ImageOutcome.Stored(index, ImageFormat.PNG, 10, new ImageSize(1, 1), "0".repeat(64));
    }

    static Settled settled(JobEnding ending) {
        return settled(ending, null);
    }

    static Settled settled(JobEnding ending, WebhookDeliveryWorkflow.@Nullable Notice notice) {
        Verdict verdict = Verdict.of(ending, 1, false);
        int delivered = verdict.delivered().size();
        MicroUsd refunded = delivered == 1 ? MicroUsd.ZERO : PRICE;
        List<Integer> images =
                verdict.delivered().stream().map(ImageOutcome.Stored::index).toList();
        return new Settled(verdict.state(), delivered, PRICE, refunded, verdict.failure(), images, notice);
    }

    static JobEnding failed(FailureKind kind) {
        return new JobEnding.Failed(kind);
    }

    @Override
    public DebitReply debitCredits(DebitRequest request) {
        calls.add("debit");
        return debit.apply(request);
    }

    @Override
    public Settled settleCredits(SettleRequest request) {
        calls.add("settle");
        Settled settled = settle.apply(request);
        endings.add(request.ending());
        settledJobs.add(request.job());
        return settled;
    }

    @Override
    public InputReply awaitSources(SourcesRequest request) {
        calls.add("sources");
        return sources.apply(request);
    }

    @Override
    public JobsEnded awaitJobs(JobsRequest request) {
        calls.add("jobs");
        return jobs.apply(request);
    }

    @Override
    public InputReply ingestReferences(IngestRequest request) {
        calls.add("ingest");
        return ingest.apply(request);
    }

    @Override
    public SubmitReply submitGeneration(SubmitRequest request) {
        calls.add("submit " + request.route());
        return submit.apply(request);
    }

    @Override
    public AwaitReply awaitGeneration(AwaitRequest request) {
        calls.add("await");
        return await.apply(request);
    }

    @Override
    public CancelReply cancelGeneration(CancelRequest request) {
        calls.add("cancel");
        return cancel.apply(request);
    }

    @Override
    public StoreReply storeArtifacts(StoreRequest request) {
        calls.add("store");
        return store.apply(request);
    }
}
