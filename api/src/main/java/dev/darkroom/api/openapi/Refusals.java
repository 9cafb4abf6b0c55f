package dev.darkroom.api.openapi;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Scope;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The failures that a route can have, one example of each. */
final class Refusals {

    private static final MicroUsd PRICE = new MicroUsd(120_000);
    private static final Duration SOON = Duration.ofSeconds(10);

    private Refusals() {}

    /**
     * The failures by name.
     *
     * @param posts whether the route takes a body
     * @param changes whether it changes something
     * @param spending whether the route takes requests that cost money
     * @param named whether its path names one thing
     */
    static Map<String, ApiFailure> of(boolean posts, boolean changes, boolean spending, boolean named) {
        Map<String, ApiFailure> failures = new LinkedHashMap<>();
        failures.put(
                "bad-field",
                spending
                        ? new ApiFailure.BadField("prompt", "`prompt` is required.")
                        : new ApiFailure.BadField("colour", "`colour` is not a parameter here."));
        failures.put("no-key", new ApiFailure.Unauthorized(true));
        failures.put("wrong-key", new ApiFailure.Unauthorized(false));
        failures.put("scope-missing", new ApiFailure.Forbidden(changes ? Scope.IMAGES_WRITE : Scope.IMAGES_READ));
        if (named) {
            failures.put("not-found", new ApiFailure.NotFound());
        }
        if (posts) {
            failures.put("too-large", new ApiFailure.TooLarge());
            failures.put("wrong-content-type", new ApiFailure.WrongContentType());
        }
        if (spending) {
            failures.putAll(ofSpending());
        }
        failures.put("rate-limited", new ApiFailure.RateLimited(SOON));
        failures.put("internal", new ApiFailure.Internal(null));
        failures.put("unavailable", new ApiFailure.Unavailable(SOON));
        return failures;
    }

    private static Map<String, ApiFailure> ofSpending() {
        Map<String, ApiFailure> failures = new LinkedHashMap<>();
        failures.put("against-policy", new ApiFailure.Moderated(FailureKind.ARTIST_IMPERSONATION));
        failures.put("too-little-money", new ApiFailure.TooLittleMoney(PRICE, MicroUsd.ZERO));
        failures.put("no-wallet", new ApiFailure.NoWallet(PRICE));
        failures.put("spend-limit", new ApiFailure.SpendLimit(PRICE));
        failures.put("model-forbidden", new ApiFailure.ModelForbidden("nano-banana-2"));
        failures.put("key-reused", new ApiFailure.KeyReused(null));
        failures.put("daily-cap", new ApiFailure.DailyCap(Duration.ofHours(3)));
        failures.put("queue-full", new ApiFailure.QueueFull(SOON));
        failures.put("switched-off", new ApiFailure.SwitchedOff("model"));
        return failures;
    }
}
