package dev.darkroom.infra.bench.bare.hop;

import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one measurement for each request, and answers with its milliseconds. */
@Singleton
public final class HopRoute {

    private static final long ARRIVAL_SECONDS_MAX = 30;

    private final WorkflowClient client;
    private final HopClock clock;

    HopRoute(WorkflowClient client, HopClock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Adds workers for it, one for each queue.
     *
     * @param workflows options of those that run workflows
     * @param activities options of the one that runs activities alone
     */
    public void register(WorkerFactory factory, WorkerOptions workflows, WorkerOptions activities) {
        Worker parents = factory.newWorker(HopQueues.PARENTS, workflows);
        parents.registerWorkflowImplementationTypes(HopWorkflowImpl.class);
        parents.registerActivitiesImplementations(clock);
        Worker children = factory.newWorker(HopQueues.CHILDREN, workflows);
        children.registerWorkflowImplementationTypes(HopChildImpl.class);
        children.registerActivitiesImplementations(clock);
        factory.newWorker(HopQueues.ATTEMPTS, activities).registerActivitiesImplementations(clock);
    }

    /**
     * The route.
     *
     * @param body the name of one of {@link Hops}
     */
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<String> measure(@Body byte[] body) throws InterruptedException, ExecutionException {
        Hops hops = Hops.valueOf(new String(body, StandardCharsets.US_ASCII));
        String id = "hop-" + UUID.randomUUID();
        try {
            return HttpResponse.ok(String.format(Locale.ROOT, "%.3f", millis(new Hop(id, hops.queue()))));
        } catch (TimeoutException e) {
            return HttpResponse.<String>serverError().body("the child's activity did not start");
        } finally {
            clock.forget(id);
        }
    }

    private double millis(Hop hop) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Double> arrival = clock.expect(hop.id());
        HopWorkflow workflow = client.newWorkflowStub(
                HopWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(HopQueues.PARENTS)
                        .setWorkflowId(hop.id())
                        .build());
        WorkflowClient.start(workflow::run, hop);
        return arrival.get(ARRIVAL_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
