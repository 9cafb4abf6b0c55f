package dev.darkroom.activities.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
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
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The one HTTP client, whoever's URL is called. Each call has a connection of its own, to an address that the resolver
 * gave. It follows no redirect, unpacks nothing, knows no cookie, no password and no proxy, tries nothing twice, and
 * gives up at its deadline, whatever the other side is doing.
 */
final class HttpCalls implements AutoCloseable {

    private static final String USER_AGENT = "Darkroom";
    private static final int CALLS_MAX = 500;
    private static final int HEADERS_MAX = 100;
    private static final int HEADER_CHARACTERS_MAX = 16 * 1024;

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

    HttpCalls(DnsResolver resolver, Times times, SSLContext certificates) {
        this.times = times;
        this.client = client(resolver, times, certificates);
    }

    /** Lets as much time pass between two arrivals of bytes as there is until the deadline. */
    void patiently(HttpUriRequestBase request, Deadline deadline) {
        request.setConfig(parts(times.connect(), Duration.ofNanos(deadline.leftNanos())));
    }

    /** Sends a request, as it is. */
    Answer send(HttpUriRequestBase request, Deadline deadline) throws CallException {
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
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        alarms.shutdownNow();
    }

    private static CloseableHttpClient client(DnsResolver resolver, Times times, SSLContext certificates) {
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

    private static HttpClientConnectionManager connections(DnsResolver resolver, Times times, SSLContext certificates) {
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
