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
        return request.getAttribute(ATTRIBUTE, String.class).orElse("req_unknown");
    }

    /** Says which job a response is about. */
    public static <T> MutableHttpResponse<T> withJob(MutableHttpResponse<T> response, JobId job) {
        return response.header(JOB_HEADER, job.text());
    }

    @RequestFilter
    void name(HttpRequest<?> request) {
        String id = UuidCreator.getTimeOrderedEpoch().toString().replace("-", "");
        request.setAttribute(ATTRIBUTE, "req_" + id);
    }

    @ResponseFilter
    void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header(HEADER, of(request));
        response.header("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
