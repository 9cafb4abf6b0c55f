package dev.darkroom.infra.local;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
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
            services.getServices().forEach(builder::addService);
            Server server = builder.build().start();
            server.awaitTermination();
        }
    }
}
