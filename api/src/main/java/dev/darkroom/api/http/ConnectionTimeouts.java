package dev.darkroom.api.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client is too slow to ask. How long an answer takes is not limited here: a caller may wait for
 * its job. The framework's own time-outs cannot tell the two apart.
 */
@Singleton
final class ConnectionTimeouts implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /** From the first byte of a request to the end of its head. */
    static final Duration HEAD = Duration.ofSeconds(10);

    /** From the head to the end of the body. */
    static final Duration BODY = Duration.ofMinutes(2);

    /** From one request to the next. */
    static final Duration IDLE = Duration.ofSeconds(60);

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private static final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(specialized) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                Clock clock = new Clock(channel);
                pipeline.addBefore(
                        ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "darkroom-bytes", new Bytes(clock));
                pipeline.addAfter(
                        ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "darkroom-requests", new Requests(clock));
            }
        }
    }

    /** The one time-out that runs on a connection, if any. */
    private static final class Clock {

        private final Channel channel;
        private @Nullable Future<?> running;
        private boolean reading;
        private int unanswered;

        Clock(Channel channel) {
            this.channel = channel;
            start(IDLE);
        }

        void begin() {
            if (!reading) {
                reading = true;
                start(HEAD);
            }
        }

        void head() {
            unanswered++;
            start(BODY);
        }

        void end() {
            reading = false;
            start(unanswered == 0 ? IDLE : null);
        }

        void answered() {
            unanswered = Math.max(0, unanswered - 1);
            if (unanswered == 0 && !reading) {
                start(IDLE);
            }
        }

        private void start(@Nullable Duration limit) {
            if (running != null) {
                running.cancel(false);
            }
            running = limit == null
                    ? null
                    : channel.eventLoop().schedule(this::close, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void close() {
            ChannelFuture _ = channel.close();
        }

        void stop() {
            start(null);
        }
    }

    /** Sees that something comes, before anybody knows what. */
    private static final class Bytes extends ChannelInboundHandlerAdapter {

        private final Clock clock;

        Bytes(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            clock.begin();
            super.channelRead(context, message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            clock.stop();
            super.channelInactive(context);
        }
    }

    /** Sees requests and responses pass. */
    private static final class Requests extends ChannelDuplexHandler {

        private final Clock clock;

        Requests(Clock clock) {
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
            boolean informs = message instanceof HttpResponse response
                    && response.status().equals(HttpResponseStatus.CONTINUE);
            if (message instanceof LastHttpContent && !informs) {
                clock.answered();
            }
            super.write(context, message, promise);
        }
    }
}
