package dev.darkroom.activities.net;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
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
    private static final int CALLS_MAX = 500;
    private static final int HEADERS_MAX = 100;
    private static final int HEADER_CHARACTERS_MAX = 16 * 1024;

    private final UrlRules rules;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-deadlines").factory());

    /**
     * How long the parts of a call may take.
     *
     * @param resolve the question for a name's addresses
     * @param connect a connection to one address, and as long again for the certificates
     * @param idle between two arrivals of bytes
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
        this.client = client(new GuardedResolver(names, addresses, times.resolve()), times, certificates);
    }

    /**
     * Sends one GET.
     *
     * @param accept the content types that are wanted, as the header says it
     * @return the answer, whatever its status; its body is still to come, and has to be there by the same deadline
     */
    public Answer get(String url, String accept, Deadline deadline) throws CallException {
        if (rules.objection(url).isPresent()) {
            throw new CallException(CallException.Kind.NOT_ALLOWED);
        }
        HttpGet request = new HttpGet(URI.create(URI.create(url).toASCIIString()));
        request.setHeader(HttpHeaders.ACCEPT, accept);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.setHeader(HttpHeaders.CONNECTION, "close");
        return send(request, deadline);
    }

    private Answer send(HttpUriRequestBase request, Deadline deadline) throws CallException {
        Future<?> alarm = alarms.schedule(request::cancel, deadline.leftNanos(), TimeUnit.NANOSECONDS);
        Runnable hangUp = () -> {
            alarm.cancel(false);
            request.cancel();
        };
        boolean answered = false;
        try {
            Answer answer = new Answer(client.executeOpen(null, request, null), hangUp, deadline);
            answered = true;
            return answer;
        } catch (IOException e) {
            throw CallException.of(e, deadline);
        } finally {
            if (!answered) {
                hangUp.run();
            }
        }
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
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(times.connect()))
                        .setResponseTimeout(Timeout.of(times.idle()))
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent(USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
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
