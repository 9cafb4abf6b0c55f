package dev.darkroom.activities.worker;

import dev.darkroom.workflows.wire.DarkroomDataConverter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.inject.Singleton;

/** The connection to Temporal. It is made when it is first used, so that a process comes up while Temporal is away. */
@Factory
public final class TemporalClients {

    /** The connection. */
    @Bean(preDestroy = "shutdown")
    @Singleton
    public WorkflowServiceStubs stubs(TemporalConfig config) {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder().setTarget(config.address());
        if (!config.apiKey().isEmpty()) {
            options.addApiKey(config::apiKey).setEnableHttps(true);
        }
        return WorkflowServiceStubs.newServiceStubs(options.build());
    }

    /** The client of the product's namespace, with the product's data converter. */
    @Singleton
    public WorkflowClient client(WorkflowServiceStubs stubs, TemporalConfig config) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(config.namespace())
                        .setDataConverter(DarkroomDataConverter.create())
                        .build());
    }
}
