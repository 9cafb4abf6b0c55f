package dev.darkroom.api.http.connection;

import dev.darkroom.api.http.HttpConfig;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections beyond {@link ConnectionsConfig#max} and {@link ConnectionsConfig#perAddress} as they come, before
 * anything is made for them. Each listener counts its own, so that a flood at the API leaves health its connections.
 */
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    /** What Linux keeps of an answer that is not taken; left to itself it is several MB for each connection. */
    private static final int SEND_BYTES = 256 * 1024;

    private static final Duration SAY_EVERY = Duration.ofMinutes(1);

    private final ConnectionsConfig config;
    private final HttpConfig http;

    ConnectionLimits(ConnectionsConfig config, HttpConfig http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer());
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role == ChannelRole.LISTENER) {
                channel.pipeline()
                        .addFirst(
                                "darkroom-connections",
                                new Door(new OpenConnections(
                                        config.max(), config.perAddress(), http.trustedNetworks())));
            }
            return this;
        }
    }

    /** Sees the connections of a listener come. */
    private static final class Door extends ChannelInboundHandlerAdapter {

        private final OpenConnections open;
        private long refused;
        private @Nullable Long saidAt;

        Door(OpenConnections open) {
            this.open = open;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof Channel connection
                    && connection.remoteAddress() instanceof InetSocketAddress sender) {
                InetAddress from = sender.getAddress();
                if (!open.enter(from)) {
                    connection.unsafe().closeForcibly();
                    say();
                    return;
                }
                connection.config().setOption(ChannelOption.SO_SNDBUF, SEND_BYTES);
                connection.closeFuture().addListener(closed -> open.leave(from));
            }
            super.channelRead(context, message);
        }

        /** At most once a minute, so that a flood of connections is no flood of lines. */
        private void say() {
            refused++;
            long now = System.nanoTime();
            if (saidAt == null || now - saidAt >= SAY_EVERY.toNanos()) {
                saidAt = now;
                LOG.warn("too many connections: {} closed as they came, since the start", refused);
            }
        }
    }
}
