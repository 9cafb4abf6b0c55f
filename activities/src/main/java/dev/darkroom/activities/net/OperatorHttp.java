package dev.darkroom.activities.net;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The HTTP client for URLs that the operator set, and that may therefore lead anywhere, into a private network too. URLs
 * that others had a hand in go through {@link GuardedHttp}; a path that is added to a setting is made of checked parts.
 * Between two arrivals of bytes there may be as much time as there is until the deadline.
 */
@Singleton
public final class OperatorHttp implements AutoCloseable {

    private static final ContentType JSON = ContentType.create("application/json");

    private final HttpCalls calls;

    @Inject
    OperatorHttp() {
        this(HttpCalls.Times.USUAL);
    }

    OperatorHttp(HttpCalls.Times times) {
        calls = new HttpCalls(
                new GuardedResolver(InetAddress::getAllByName, _ -> true, times.resolve()),
                times,
                SSLContexts.createDefault());
    }

    /**
     * Sends one GET.
     *
     * @return the answer, whatever its status; its body is still to come, and has to be there by the same deadline
     */
    public Answer get(URI url, Map<String, String> headers, Deadline deadline) throws CallException {
        return send(new HttpGet(url), headers, deadline);
    }

    /** Sends one POST of JSON in UTF-8. */
    public Answer post(URI url, Map<String, String> headers, byte[] body, Deadline deadline) throws CallException {
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(body, JSON));
        return send(request, headers, deadline);
    }

    /** Sends one PUT without a body. */
    public Answer put(URI url, Map<String, String> headers, Deadline deadline) throws CallException {
        return send(new HttpPut(url), headers, deadline);
    }

    private Answer send(HttpUriRequestBase request, Map<String, String> headers, Deadline deadline)
            throws CallException {
        headers.forEach(request::setHeader);
        calls.patiently(request, deadline);
        return calls.send(request, deadline);
    }

    /** Breaks off what is under way. */
    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }
}
