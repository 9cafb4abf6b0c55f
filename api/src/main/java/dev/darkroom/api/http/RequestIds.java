package dev.darkroom.api.http;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** Gives every request an id, and every response that id and the headers that all of them carry. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds {

    /** Carries the id of the request. */
    public static final String HEADER = "X-Request-Id";

    /** Carries the id of the job that a response is about. */
    public static final String JOB_HEADER = "X-Job-Id";

    private static final String ATTRIBUTE = "darkroom.request-id";

    /** The id of a request. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> named(request));
    }

    /** Says which job a response is about, if it is about one. */
    public static <T> MutableHttpResponse<T> withJob(MutableHttpResponse<T> response, @Nullable JobId job) {
        return job == null ? response : response.header(JOB_HEADER, job.text());
    }

    private static String named(HttpRequest<?> request) {
        String id = "req_" + UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    @RequestFilter
    void name(HttpRequest<?> request) {
        named(request);
    }

    @ResponseFilter
    void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
        complete(request, response);
    }

    /** Sets what every response carries, also one that is made before there are filters. */
    static void complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(HEADER, of(request));
        response.getHeaders().set("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
