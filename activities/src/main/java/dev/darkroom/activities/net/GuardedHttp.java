package dev.darkroom.activities.net;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client for URLs that come from outside. Each call checks the URL's text ({@link UrlRules}), asks for its
 * addresses once, lets none be one that may not be called ({@link AddressGuard}), and connects to one of exactly those,
 * on a connection of its own. It follows no redirect, unpacks nothing, knows no cookie, no password and no proxy, and
 * gives up at its deadline, whatever the other side is doing.
 */
@Singleton
public final class GuardedHttp implements AutoCloseable {

    private static final String USER_AGENT = "Darkroom";
    private static final ContentType JSON = ContentType.create("application/json");
    private static final int CALLS_MAX = 500;
    private static final int HEADERS_MAX = 100;
    private static final int HEADER_CHARACTERS_MAX = 16 * 1024;

    private final UrlRules rules;
    private final Times times;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-deadlines").factory());

    /**
     * How long the parts of a call may take.
     *
     * @param resolve the question for a name's addresses
     * @param connect a connection to one address, and as long again for the certificates
     * @param idle between two arrivals of bytes of what is fetched
     */
    record Times(Duration resolve, Duration connect, Duration idle) {

        static final Times USUAL = new Times(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    @Inject
    GuardedHttp(UrlRules rules, AddressGuard addresses) {
        this(rules, addresses, InetAddress::getAllByName, Times.USUAL, SSLContexts.createDefault());
    }

    GuardedHttp(UrlRules rules, AddressGuard addresses, NameResolver names, Times times, SSLContext certificates) {
        this.rules = rules;
        this.times = times;
        this.client = client(new GuardedResolver(names, addresses, times.resolve()), times, certificates);
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
        return send(request, deadline);
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
        request.setConfig(parts(times.connect(), Duration.ofNanos(deadline.leftNanos())));
        return send(request, deadline);
    }

    private URI allowed(String url) throws CallException {
        if (rules.objection(url).isPresent()) {
            throw new CallException(CallException.Kind.NOT_ALLOWED);
        }
        return URI.create(URI.create(url).toASCIIString());
    }

    private Answer send(HttpUriRequestBase request, Deadline deadline) throws CallException {
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.setHeader(HttpHeaders.CONNECTION, "close");
        HttpClientContext call = HttpClientContext.create();
        Future<?> alarm = alarms.schedule(request::cancel, deadline.leftNanos(), TimeUnit.NANOSECONDS);
        Runnable hangUp = () -> {
            alarm.cancel(false);
            request.cancel();
        };
        boolean answered = false;
        try {
            Answer answer = new Answer(client.executeOpen(null, request, call), hangUp, deadline, alarms);
            answered = true;
            return answer;
        } catch (IOException e) {
            throw isConnected(call) ? CallException.afterConnected(e, deadline) : CallException.beforeConnected(e);
        } catch (RuntimeException e) {
            // The client stumbles in ways of its own where it is canceled between two of its steps.
            if (!deadline.isOver()) {
                throw e;
            }
            throw new CallException(isConnected(call) ? CallException.Kind.TIMED_OUT : CallException.Kind.UNREACHABLE);
        } finally {
            if (!answered) {
                hangUp.run();
            }
        }
    }

    /** Known from the moment at which the first byte of the request may be written. */
    private static boolean isConnected(HttpClientContext call) {
        return call.getEndpointDetails() != null;
    }

    /** Breaks off what is under way. */
    @Override
    @PreDestroy
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        alarms.shutdownNow();
    }

    private static CloseableHttpClient client(GuardedResolver resolver, Times times, SSLContext certificates) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(resolver, times, certificates))
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(parts(times.connect(), times.idle()))
                .setUserAgent(USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static RequestConfig parts(Duration connect, Duration idle) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connect))
                .setResponseTimeout(Timeout.of(idle))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static HttpClientConnectionManager connections(
            GuardedResolver resolver, Times times, SSLContext certificates) {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(HEADERS_MAX)
                .setMaxLineLength(HEADER_CHARACTERS_MAX)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(certificates))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(times.connect()))
                        .setSocketTimeout(Timeout.of(times.idle()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.of(times.connect()))
                        .build())
                .setMaxConnTotal(CALLS_MAX)
                .setMaxConnPerRoute(CALLS_MAX)
                .build();
    }
}
