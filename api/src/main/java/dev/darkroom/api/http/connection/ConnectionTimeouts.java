package dev.darkroom.api.http.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client is too slow to ask, or to take its answer. How long an answer takes to be made is not
 * limited here: a caller may wait for its job. The framework's own time-outs cannot tell the two apart. On each connection
 * requests are answered {@linkplain InTurn one after the other}.
 */
@Singleton
final class ConnectionTimeouts implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final ConnectionsConfig config;

    ConnectionTimeouts(ConnectionsConfig config) {
        this.config = config;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(config, null));
        return registry;
    }

    private record Customizer(
            ConnectionsConfig config, @Nullable Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(config, specialized) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (pipeline.get(codec) != null) {
                ConnectionClock clock = new ConnectionClock(channel, config);
                StallClock stalls = new StallClock(channel, config.stallTimeout());
                pipeline.addBefore(codec, "darkroom-bytes", new Bytes(clock, stalls));
                pipeline.addAfter(codec, "darkroom-in-turn", new InTurn());
                pipeline.addAfter(codec, "darkroom-requests", new Requests(clock));
            }
        }
    }

    /** Sees bytes pass, before anybody knows what they are. */
    private static final class Bytes extends ChannelDuplexHandler {

        private final ConnectionClock clock;
        private final StallClock stalls;

        Bytes(ConnectionClock clock, StallClock stalls) {
            this.clock = clock;
            this.stalls = stalls;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            clock.begin();
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof ByteBuf bytes) {
                stalls.wrote(bytes.readableBytes());
            }
            super.write(context, message, promise);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
            stalls.changed();
            clock.changed();
            super.channelWritabilityChanged(context);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            clock.stop();
            stalls.stop();
            super.channelInactive(context);
        }
    }

    /** Sees requests and responses pass. */
    private static final class Requests extends ChannelDuplexHandler {

        private final ConnectionClock clock;

        Requests(ConnectionClock clock) {
            this.clock = clock;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof HttpRequest) {
                clock.head();
            }
            if (message instanceof LastHttpContent) {
                clock.end();
            }
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (InTurn.endsAnswer(message)) {
                clock.answered();
            }
            super.write(context, message, promise);
        }
    }
}
