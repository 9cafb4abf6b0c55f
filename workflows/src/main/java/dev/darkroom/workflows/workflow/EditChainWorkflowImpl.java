package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ChainActivities;
import dev.darkroom.workflows.contract.ChainActivities.ChainCharged;
import dev.darkroom.workflows.contract.ChainActivities.ChainClosed;
import dev.darkroom.workflows.contract.ChainActivities.ChainReply;
import dev.darkroom.workflows.contract.ChainActivities.ChainRequest;
import dev.darkroom.workflows.contract.ChainActivities.ChainStep;
import dev.darkroom.workflows.contract.ChainActivities.CloseReply;
import dev.darkroom.workflows.contract.ChainActivities.CloseRequest;
import dev.darkroom.workflows.contract.ChainActivities.StepsOpen;
import dev.darkroom.workflows.contract.EditChainWorkflow;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.SourceActivities;
import dev.darkroom.workflows.contract.SourceActivities.JobsRequest;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancelExternalWorkflowException;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The story of a chain: debit, run every step as soon as what it works from is there, close the books. */
public final class EditChainWorkflowImpl implements EditChainWorkflow {

    private final JobId job;
    private final Outages outages = new Outages();
    private final ChainActivities books =
            Workflow.newLocalActivityStub(ChainActivities.class, ActivityPolicies.money("the chain's money"));
    private final SortedMap<Integer, StepEnd> ends = new TreeMap<>();
    private final SortedSet<Integer> running = new TreeSet<>();
    private final SortedSet<Integer> others = new TreeSet<>();

    @WorkflowInit
    public EditChainWorkflowImpl(Input input) {
        job = input.chain();
    }

    @Override
    public Result edit(Input input) {
        ChainReply reply = outages.waitOut(() -> books.debitChain(new ChainRequest(job)), ChainDetails::charging);
        return switch (reply) {
            case ChainCharged chain -> run(chain);
            case AlreadyEnded ended -> new Result(ended.state(), MicroUsd.ZERO, MicroUsd.ZERO, null);
        };
    }

    private Result run(ChainCharged chain) {
        try {
            runSteps(chain);
        } catch (ActivityFailure | ChildWorkflowFailure | CanceledFailure failure) {
            throw withdrawn(chain, failure);
        }
        return close(chain, null);
    }

    private void runSteps(ChainCharged chain) {
        EditChain plan = new EditChain(
                chain.steps().stream()
                        .map(step -> new EditChain.Step(step.sources()))
                        .toList(),
                chain.stopsOnFailure());
        List<Promise<Void>> steps = new ArrayList<>();
        for (int index = 0; index < chain.steps().size(); index++) {
            StepEnd end = chain.steps().get(index).end();
            if (end != null) {
                ends.put(index, end);
            }
        }
        show(chain);
        for (int index = 0; index < chain.steps().size(); index++) {
            if (!ends.containsKey(index)) {
                int step = index;
                steps.add(Async.procedure(() -> runStep(chain, plan, step)));
            }
        }
        awaitAll(steps);
    }

    /** Also after a failure or a cancel every step is waited for: none is left to itself. */
    private static void awaitAll(List<Promise<Void>> steps) {
        TemporalFailure first = null;
        for (Promise<Void> step : steps) {
            try {
                step.get();
            } catch (TemporalFailure failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void runStep(ChainCharged chain, EditChain plan, int index) {
        Workflow.await(() -> plan.move(index, ends) != EditChain.Move.WAIT);
        if (plan.move(index, ends) == EditChain.Move.SKIP) {
            ends.put(index, StepEnd.SKIPPED);
        } else {
            running.add(index);
            show(chain);
            StepEnd end = end(chain, index);
            running.remove(index);
            ends.put(index, end);
        }
        show(chain);
    }

    /** What a child says of itself is believed; of every other end the step's row tells. */
    private StepEnd end(ChainCharged chain, int index) {
        ChainStep step = chain.steps().get(index);
        ImageGenerationWorkflow child = Workflow.newChildWorkflowStub(
                ImageGenerationWorkflow.class,
                ActivityPolicies.step(step.job(), attributes(step), ChainDetails.summary(index, step)));
        try {
            ImageGenerationWorkflow.Result result = child.generate(new ImageGenerationWorkflow.Input(step.job()));
            if (result.state() != null && result.images() != null) {
                return new StepEnd(result.state(), result.images());
            }
        } catch (ChildWorkflowFailure failure) {
            if (CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
        }
        others.add(index);
        StepEnd end = others(chain, List.of(step.job()), "wait for step " + step.name())
                .getFirst();
        others.remove(index);
        return end;
    }

    private List<StepEnd> others(ChainCharged chain, List<JobId> jobs, String summary) {
        return Workflow.newActivityStub(SourceActivities.class, ActivityPolicies.others(chain.timeouts(), summary))
                .awaitJobs(new JobsRequest(jobs))
                .ends();
    }

    /** The tenant and the surface are the chain's own. */
    private static SearchAttributes attributes(ChainStep step) {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder()
                .set(JobAttributes.MODEL, step.model().value());
        SearchAttributes own = Workflow.getTypedSearchAttributes();
        String tenant = own.get(JobAttributes.TENANT);
        String surface = own.get(JobAttributes.SURFACE);
        if (tenant != null && surface != null) {
            attributes.set(JobAttributes.TENANT, tenant).set(JobAttributes.SURFACE, surface);
        }
        return attributes.build();
    }

    /** A cancel reaches every step: the children by the scope, those that are no children of this run by their ids. */
    private TemporalFailure withdrawn(ChainCharged chain, TemporalFailure failure) {
        if (!CancellationScope.current().isCancelRequested()) {
            return failure;
        }
        for (int index : others) {
            cancel(chain.steps().get(index).job());
        }
        close(chain, FailureKind.CANCELED);
        return new CanceledFailure("canceled in Temporal; the chain is settled");
    }

    private static void cancel(JobId step) {
        try {
            Detached.call(() -> {
                Workflow.newUntypedExternalWorkflowStub(step.text()).cancel();
                return step;
            });
        } catch (CancelExternalWorkflowException gone) {
            Workflow.getLogger(EditChainWorkflowImpl.class).info("step {} runs no more", step);
        }
    }

    /** The books are closed once no step runs any more; until then the chain waits for those that do. */
    private Result close(ChainCharged chain, @Nullable FailureKind reason) {
        while (true) {
            CloseReply reply = Detached.call(() ->
                    outages.waitOut(() -> books.closeChain(new CloseRequest(job, reason)), ChainDetails::closing));
            switch (reply) {
                case ChainClosed closed -> {
                    return closed(chain, closed);
                }
                case StepsOpen(List<JobId> open) ->
                    Detached.call(() -> others(chain, open, "wait for %d steps to settle".formatted(open.size())));
            }
        }
    }

    private Result closed(ChainCharged chain, ChainClosed closed) {
        Workflow.setCurrentDetails(ChainDetails.ended(chain, ends, running, closed));
        JobState state = closed.state();
        if (state != null) {
            SearchAttributeUpdate<String> update = JobAttributes.JOB_STATE.valueSet(state.name());
            Workflow.upsertTypedSearchAttributes(update);
        }
        Notices.send(closed.notice());
        return new Result(state, closed.charged(), closed.refunded(), closed.failure());
    }

    private void show(ChainCharged chain) {
        Workflow.setCurrentDetails(ChainDetails.running(chain, ends, running));
    }
}
