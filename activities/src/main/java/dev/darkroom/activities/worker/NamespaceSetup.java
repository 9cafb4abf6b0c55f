package dev.darkroom.activities.worker;

import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a namespace has to have before a worker may start: an attribute that is not registered would stop every workflow
 * that sets it.
 */
@Singleton
public final class NamespaceSetup {

    private static final long DEADLINE_SECONDS = 10;

    private final TemporalConfig config;

    public NamespaceSetup(TemporalConfig config) {
        this.config = config;
    }

    /**
     * Registers the search attributes that are not there yet. Safe to repeat.
     *
     * @throws TemporalAwayException where Temporal does not answer
     */
    public void registerSearchAttributes() {
        withOperator(operator -> {
            List<SearchAttributeKey<String>> missing = missing(operator);
            if (!missing.isEmpty()) {
                add(operator, request(config.namespace(), missing));
            }
            return missing;
        });
    }

    /** The request that registers attributes in a namespace. */
    public static AddSearchAttributesRequest request(String namespace, List<SearchAttributeKey<String>> keys) {
        Map<String, IndexedValueType> types = new LinkedHashMap<>();
        keys.forEach(key -> types.put(key.getName(), key.getValueType()));
        return AddSearchAttributesRequest.newBuilder()
                .setNamespace(namespace)
                .putAllSearchAttributes(types)
                .build();
    }

    /**
     * The attributes that the namespace has not, or has with another type.
     *
     * @throws TemporalAwayException where Temporal does not answer
     */
    public List<String> missingSearchAttributes() {
        return withOperator(operator ->
                missing(operator).stream().map(SearchAttributeKey::getName).toList());
    }

    /** Temporal in memory does not list its attributes; whoever starts it registers them. */
    private List<SearchAttributeKey<String>> missing(OperatorServiceStubs operator) {
        try {
            Map<String, IndexedValueType> there = operator.blockingStub()
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(config.namespace())
                            .build())
                    .getCustomAttributesMap();
            return JobAttributes.ALL.stream()
                    .filter(key -> there.get(key.getName()) != key.getValueType())
                    .toList();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return List.of();
            }
            throw e;
        }
    }

    private static void add(OperatorServiceStubs operator, AddSearchAttributesRequest request) {
        try {
            operator.blockingStub()
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .addSearchAttributes(request);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private <T> T withOperator(Function<OperatorServiceStubs, T> work) {
        OperatorServiceStubsOptions.Builder options =
                OperatorServiceStubsOptions.newBuilder().setTarget(config.address());
        if (!config.apiKey().isEmpty()) {
            options.addApiKey(config::apiKey).setEnableHttps(true);
        }
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
        try {
            return work.apply(operator);
        } catch (StatusRuntimeException | IllegalStateException e) {
            throw new TemporalAwayException(config.address(), e);
        } finally {
            operator.shutdownNow();
        }
    }
}
