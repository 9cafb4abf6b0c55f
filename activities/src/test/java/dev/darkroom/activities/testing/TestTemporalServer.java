package dev.darkroom.activities.testing;

import dev.darkroom.activities.worker.NamespaceSetup;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.internal.testservice.TestServicesStarter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Function;

/** Temporal in memory behind a port of 127.0.0.1, that a test can stop and start again; then it has forgotten all. */
public final class TestTemporalServer implements AutoCloseable {

    private static final String NAMESPACE = "default";

    private final int port;
    private TestServicesStarter services;
    private Server server;

    public TestTemporalServer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        services = new TestServicesStarter(true, System.currentTimeMillis());
        server = listen();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The ids of the workflows that run. */
    public List<String> running() {
        return asked(stubs -> stubs
                .blockingStub()
                .listOpenWorkflowExecutions(ListOpenWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .build())
                .getExecutionsList()
                .stream()
                .map(workflow -> workflow.getExecution().getWorkflowId())
                .toList());
    }

    /** Ends a workflow without its doing. */
    public void terminate(String workflowId) {
        TerminateWorkflowExecutionRequest request = TerminateWorkflowExecutionRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
        asked(stubs -> stubs.blockingStub().terminateWorkflowExecution(request));
    }

    private <T> T asked(Function<WorkflowServiceStubs, T> question) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        try {
            return question.apply(stubs);
        } finally {
            stubs.shutdownNow();
        }
    }

    /** Goes away. */
    public void stop() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination();
        services.close();
    }

    /** Comes back, knowing nothing. */
    public void startAgain() throws IOException {
        services = new TestServicesStarter(true, System.currentTimeMillis());
        server = listen();
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }

    private Server listen() throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        for (BindableService service : services.getServices()) {
            builder.addService(service);
            if (service instanceof OperatorServiceGrpc.OperatorServiceImplBase operator) {
                operator.addSearchAttributes(NamespaceSetup.request("default", JobAttributes.ALL), new IgnoredReply());
            }
        }
        return builder.build().start();
    }

    /** Nobody waits for it. */
    private static final class IgnoredReply implements StreamObserver<AddSearchAttributesResponse> {

        @Override
        public void onNext(AddSearchAttributesResponse reply) {}

        @Override
        public void onError(Throwable thrown) {
            throw new IllegalStateException(thrown);
        }

        @Override
        public void onCompleted() {}
    }
}
