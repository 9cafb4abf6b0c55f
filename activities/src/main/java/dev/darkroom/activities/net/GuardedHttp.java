package dev.darkroom.activities.net;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The HTTP client for URLs that come from outside. Each call checks the URL's text ({@link UrlRules}), asks for its
 * addresses once, lets none be one that may not be called ({@link AddressGuard}), and connects to one of exactly those,
 * as {@link HttpCalls} does: it follows no redirect, and gives up at its deadline, whatever the other side is doing.
 */
@Singleton
public final class GuardedHttp implements AutoCloseable {

    private static final ContentType JSON = ContentType.create("application/json");

    private final UrlRules rules;
    private final HttpCalls calls;

    @Inject
    GuardedHttp(UrlRules rules, AddressGuard addresses) {
        this(rules, addresses, InetAddress::getAllByName, HttpCalls.Times.USUAL, SSLContexts.createDefault());
    }

    GuardedHttp(
            UrlRules rules,
            AddressGuard addresses,
            NameResolver names,
            HttpCalls.Times times,
            SSLContext certificates) {
        this.rules = rules;
        this.calls = new HttpCalls(new GuardedResolver(names, addresses::allows, times.resolve()), times, certificates);
    }

    /**
     * Sends one GET.
     *
     * @param accept the content types that are wanted, as the header says it
     * @return the answer, whatever its status; its body is still to come, and has to be there by the same deadline
     */
    public Answer get(String url, String accept, Deadline deadline) throws CallException {
        HttpGet request = new HttpGet(allowed(url));
        request.setHeader(HttpHeaders.ACCEPT, accept);
        return calls.send(request, deadline);
    }

    /**
     * Sends one POST of JSON. Between two arrivals of bytes there may be as much time as there is until the deadline.
     *
     * @param headers those to add to the few that every request has
     * @param body in UTF-8
     * @return the answer, whatever its status; its body is still to come, and has to be there by the same deadline
     */
    public Answer post(String url, Map<String, String> headers, byte[] body, Deadline deadline) throws CallException {
        HttpPost request = new HttpPost(allowed(url));
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, JSON));
        calls.patiently(request, deadline);
        return calls.send(request, deadline);
    }

    private URI allowed(String url) throws CallException {
        if (rules.objection(url).isPresent()) {
            throw new CallException(CallException.Kind.NOT_ALLOWED);
        }
        return URI.create(URI.create(url).toASCIIString());
    }

    /** Breaks off what is under way. */
    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }
}
