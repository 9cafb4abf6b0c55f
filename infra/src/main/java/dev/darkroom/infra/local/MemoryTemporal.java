package dev.darkroom.infra.local;

import dev.darkroom.activities.worker.NamespaceSetup;
import dev.darkroom.workflows.workflow.JobAttributes;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A process of its own: Temporal in memory, on 127.0.0.1. It has no UI, and forgets all when it ends. */
final class MemoryTemporal {

    private MemoryTemporal() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address);
        try (TestServicesStarter services = new TestServicesStarter(true, System.currentTimeMillis())) {
            for (BindableService service : services.getServices()) {
                builder.addService(service);
                if (service instanceof OperatorServiceGrpc.OperatorServiceImplBase operator) {
                    operator.addSearchAttributes(
                            NamespaceSetup.request(LocalStack.NAMESPACE, JobAttributes.ALL), new IgnoredReply());
                }
            }
            Server server = builder.build().start();
            server.awaitTermination();
        }
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
