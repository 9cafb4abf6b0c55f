package dev.darkroom.api.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Has every connection read by a {@link StrictRequestDecoder}. */
@Singleton
final class StrictHttp implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /** The most bytes of a request line. */
    static final int LINE_BYTES_MAX = 4096;

    /** The most bytes of all headers of a request. */
    static final int HEADERS_BYTES_MAX = 8192;

    private final BeanProvider<HttpServerConfiguration> configuration;

    StrictHttp(BeanProvider<HttpServerConfiguration> configuration) {
        this.configuration = configuration;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null, BodyLimits.of(configuration.get())));
        return registry;
    }

    private record Customizer(@Nullable Channel channel, BodyLimits limits) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(specialized, limits) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (pipeline.get(codec) != null) {
                pipeline.replace(codec, codec, new Codec(limits));
            }
        }
    }

    /** The framework's own codec, but for its decoder. */
    private static final class Codec extends CombinedChannelDuplexHandler<StrictRequestDecoder, Responses> {

        Codec(BodyLimits bodies) {
            Queue<HttpMethod> unanswered = new ArrayDeque<>();
            HttpDecoderConfig limits = new HttpDecoderConfig()
                    .setMaxInitialLineLength(LINE_BYTES_MAX)
                    .setMaxHeaderSize(HEADERS_BYTES_MAX)
                    .setStrictLineParsing(true)
                    .setUseRfc9112TransferEncoding(true);
            StrictRequestDecoder requests = new StrictRequestDecoder(limits, unanswered, bodies);
            init(requests, new Responses(requests, unanswered));
        }
    }

    /** Writes responses: without a body to HEAD, and the last one once a request could not be read. */
    private static final class Responses extends HttpResponseEncoder {

        private final StrictRequestDecoder requests;
        private final Queue<HttpMethod> unanswered;

        Responses(StrictRequestDecoder requests, Queue<HttpMethod> unanswered) {
            this.requests = requests;
            this.unanswered = unanswered;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            ChannelPromise written = promise;
            if (requests.isLost()) {
                if (message instanceof HttpResponse response) {
                    HttpUtil.setKeepAlive(response, false);
                }
                if (message instanceof LastHttpContent) {
                    written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
                }
            }
            super.write(context, message, written);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            boolean informs = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            HttpMethod asked = informs ? unanswered.peek() : unanswered.poll();
            return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(response);
        }
    }
}
