package dev.darkroom.activities.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the HTTP client, which then connects to what it got here and asks no second time. One address that
 * may not be connected to makes the whole name one that may not: whoever mixes addresses is trying something.
 */
final class GuardedResolver implements DnsResolver {

    /** So many addresses of one name are tried, one after the other. */
    private static final int ADDRESSES_MAX = 4;

    /** A system's resolver cannot be interrupted: so many questions may hang at once. */
    private static final int QUESTIONS_MAX = 200;

    private final NameResolver names;
    private final Predicate<InetAddress> guard;
    private final Duration timeout;
    private final Semaphore questions = new Semaphore(QUESTIONS_MAX);

    GuardedResolver(NameResolver names, Predicate<InetAddress> guard, Duration timeout) {
        this.names = names;
        this.guard = guard;
        this.timeout = timeout;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = ask(host);
        if (addresses.length == 0) {
            throw unknown();
        }
        if (!Arrays.stream(addresses).allMatch(guard)) {
            throw new BlockedAddressException();
        }
        return Arrays.copyOf(addresses, Math.min(addresses.length, ADDRESSES_MAX));
    }

    /** Names are called what the caller calls them. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private InetAddress[] ask(String host) throws UnknownHostException {
        if (!questions.tryAcquire()) {
            throw unknown();
        }
        FutureTask<InetAddress[]> question = new FutureTask<>(() -> {
            try {
                return names.resolve(host);
            } finally {
                questions.release();
            }
        });
        Thread.ofPlatform().daemon().name("name-lookup").start(question);
        try {
            return question.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown();
        }
    }

    private static UnknownHostException unknown() {
        return new UnknownHostException("a name without an address");
    }
}
