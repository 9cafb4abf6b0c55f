package dev.darkroom.api.http.connection;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.http.BodyLimits;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is to be held in memory as a whole while there is no room for it, before any of it is read. What is
 * small, or read as it comes, needs no room; nor has a request without a good key any, since its body is not kept.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HeldBodiesFilter {

    /** The most bytes that need no room. */
    static final int SMALL_BYTES = 64 * 1024;

    private static final int AFTER_RATES = 41_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String ROOM = "darkroom.room";
    private static final Set<Class<?>> HELD_TYPES = Set.of(byte[].class, String.class);

    private final HeldBodies bodies;
    private final SurfaceTable surfaces;

    HeldBodiesFilter(HeldBodies bodies, SurfaceTable surfaces) {
        this.bodies = bodies;
        this.surfaces = surfaces;
    }

    /** The room of a request, which is left at its end or at that of its connection, whichever is first. */
    private record Taken(HeldBodies.Room room, Channel channel, ChannelFutureListener atEnd) {

        void leave() {
            channel.closeFuture().removeListener(atEnd);
            room.leave();
        }
    }

    @RequestFilter
    @Order(AFTER_RATES)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        long bytes = request.getContentLength() < 0 && isChunked(request)
                ? BodyLimits.CHUNKED_BYTES_MAX
                : request.getContentLength();
        if (bytes <= SMALL_BYTES || !isHeld(request) || !(request instanceof NettyHttpRequest<?> received)) {
            return null;
        }
        String caller = request.getUserPrincipal(Authentication.class)
                .map(Authentication::getName)
                .orElse("");
        HeldBodies.Room room = bodies.take(caller, bytes);
        if (room == null) {
            return surfaces.render(request, new ApiFailure.Unavailable(RETRY_AFTER));
        }
        Channel channel = received.getChannelHandlerContext().channel();
        ChannelFutureListener atEnd = closed -> room.leave();
        channel.closeFuture().addListener(atEnd);
        request.setAttribute(ROOM, new Taken(room, channel, atEnd));
        return null;
    }

    @ResponseFilter
    @Order(AFTER_RATES)
    void leave(HttpRequest<?> request) {
        request.removeAttribute(ROOM, Taken.class).ifPresent(Taken::leave);
    }

    private static boolean isChunked(HttpRequest<?> request) {
        return request.getHeaders().contains("Transfer-Encoding");
    }

    /** Whether the route wants the body as a whole. */
    private static boolean isHeld(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(MethodBasedRouteMatch.class::isInstance)
                .map(match -> Arrays.stream(((MethodBasedRouteMatch<?, ?>) match).getArguments())
                        .anyMatch(HeldBodiesFilter::isHeld))
                .orElse(false);
    }

    private static boolean isHeld(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class) && HELD_TYPES.contains(argument.getType());
    }
}
