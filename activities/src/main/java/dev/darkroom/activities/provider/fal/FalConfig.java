package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import dev.darkroom.activities.provider.Billing;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where fal is, and with which key it is asked.
 *
 * @param key of an account; empty: there is no fal
 * @param url of the queue, without a slash at its end
 * @param submitTimeout for a whole submit, in which the pictures to work from are sent
 * @param callTimeout for each other exchange
 * @param costMicroUsd what fal bills us for a picture, by which losses are counted; it decides no price
 */
@Introspected
@ConfigurationProperties("darkroom.fal")
public record FalConfig(
        @Setting(value = "Key of an account at fal.ai; models with a route to fal then go there", shown = "(none)")
        @Bindable(defaultValue = "")
        String key,

        @Setting("URL of fal's queue") @Bindable(defaultValue = "https://queue.fal.run")
        String url,

        @Setting("How long a submit to fal may take, 1s to 30s") @Bindable(defaultValue = "25s")
        Duration submitTimeout,

        @Setting("How long any other exchange with fal may take, 1s to 30s") @Bindable(defaultValue = "10s")
        Duration callTimeout,

        @Setting("What fal bills us for a picture, in micro-USD, 0 to 10000000: by it losses are counted")
        @Bindable(defaultValue = "40000")
        int costMicroUsd) {

    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(30);
    private static final int COST_MAX = 10_000_000;
    private static final Pattern KEY = Pattern.compile("[!-~]{0,400}");

    public FalConfig {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidSettingException("DARKROOM_FAL_KEY", "a key without spaces");
        }
        if (!isBase(url)) {
            throw new InvalidSettingException(
                    "DARKROOM_FAL_URL", "an http or https URL with a host, and without a query or a slash at its end");
        }
        Bounds.within("DARKROOM_FAL_SUBMIT_TIMEOUT", submitTimeout, TIMEOUT_MIN, TIMEOUT_MAX);
        Bounds.within("DARKROOM_FAL_CALL_TIMEOUT", callTimeout, TIMEOUT_MIN, TIMEOUT_MAX);
        Bounds.within("DARKROOM_FAL_COST_MICRO_USD", costMicroUsd, 0, COST_MAX);
    }

    /** Only pictures that are made are billed: no error, and nothing that waits in the queue. */
    Billing billing() {
        return costMicroUsd == 0 ? Billing.NOTHING : new Billing(Billing.Moment.COMPLETED, new MicroUsd(costMicroUsd));
    }

    private static boolean isBase(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && !url.endsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "FalConfig[url=%s, submitTimeout=%s, callTimeout=%s]".formatted(url, submitTimeout, callTimeout);
    }
}
