package dev.darkroom.api.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of JSON for each request, under the logger {@code access}: never a body, a query or a key. A response that goes
 * on after its head counts until its head.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final String BEGUN = "darkroom.begun";
    private static final int PATH_MAX = 200;
    private static final Pattern KEY = Pattern.compile("sk-[A-Za-z0-9_-]+");

    private final ClientAddress senders;

    AccessLog(ClientAddress senders) {
        this.senders = senders;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(request, response));
        }
    }

    private String line(HttpRequest<?> request, MutableHttpResponse<?> response) {
        JsonFields line = JsonFields.of("at", Instant.now())
                .with("request_id", RequestIds.of(request))
                .with("method", request.getMethodName())
                .with("path", path(request))
                .with("status", response.code())
                .with("ms", millis(request))
                .with("from", String.valueOf(senders.of(request)));
        request.getUserPrincipal(Authentication.class).ifPresent(caller -> line.with("key_id", caller.getName()));
        String job = response.getHeaders().get(RequestIds.JOB_HEADER);
        return job == null ? line.text() : line.with("job", job).text();
    }

    private static String path(HttpRequest<?> request) {
        String path = KEY.matcher(request.getPath()).replaceAll("sk-…");
        return path.length() <= PATH_MAX ? path : path.substring(0, PATH_MAX) + "…";
    }

    private static long millis(HttpRequest<?> request) {
        return request.getAttribute(BEGUN, Long.class)
                .map(begun -> Duration.ofNanos(System.nanoTime() - begun).toMillis())
                .orElse(0L);
    }
}
