package dev.darkroom.api.security;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.ClientAddress;
import dev.darkroom.api.limit.AddressRates;
import dev.darkroom.api.limit.Allowance;
import dev.darkroom.api.limit.KeyRates;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Whether a request comes too often: a known key's by its tier, anybody else's by its address. */
@Singleton
final class Admission {

    private static final String ALLOWANCE = "darkroom.allowance";
    private static final String WAIT = "darkroom.wait";

    private final KeyRates keys;
    private final AddressRates addresses;
    private final ClientAddress senders;

    Admission(KeyRates keys, AddressRates addresses, ClientAddress senders) {
        this.keys = keys;
        this.addresses = addresses;
        this.senders = senders;
    }

    /** Counts a request of a known key. Why it is refused; empty where it is let in. */
    Optional<ApiFailure> objection(HttpRequest<?> request, Caller caller) {
        Allowance allowance = keys.take(caller, isRead(request));
        request.setAttribute(ALLOWANCE, allowance);
        return allowance.granted() ? Optional.empty() : Optional.of(new ApiFailure.RateLimited(allowance.retryAfter()));
    }

    /** Tells a known key's caller what is left, once the request was counted. */
    void mark(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ALLOWANCE, Allowance.class)
                .ifPresent(allowance -> response.header("X-RateLimit-Limit", Integer.toString(allowance.limit()))
                        .header("X-RateLimit-Remaining", Long.toString(allowance.remaining()))
                        .header("X-RateLimit-Reset", Long.toString(allowance.resetSeconds())));
    }

    /** Whether a key that nobody knows yet is worth a look: not from an address that showed too many wrong ones. */
    boolean mayTry(HttpRequest<?> request) {
        Optional<Duration> wait = addresses.look(senders.of(request));
        wait.ifPresent(until -> request.setAttribute(WAIT, until));
        return wait.isEmpty();
    }

    /** Counts a request without a good key. Why it is not even told so; empty where it is. */
    Optional<ApiFailure> objectionToStranger(HttpRequest<?> request) {
        return request.getAttribute(WAIT, Duration.class)
                .or(() -> addresses.take(senders.of(request)))
                .map(ApiFailure.RateLimited::new);
    }

    private static boolean isRead(HttpRequest<?> request) {
        return switch (request.getMethod()) {
            case GET, HEAD, OPTIONS -> true;
            default -> false;
        };
    }
}
