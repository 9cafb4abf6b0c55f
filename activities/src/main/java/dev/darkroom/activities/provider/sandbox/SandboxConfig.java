package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import dev.darkroom.activities.provider.Billing;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Whether there is a sandbox, and how fast it works.
 *
 * @param sandbox on or off
 * @param sandboxDelay how long a picture takes unless the prompt says otherwise
 * @param sandboxTimeout after how long the directive {@code fail=timeout} ends
 * @param sandboxPictures drawn, or stock: then no load test measures how fast this machine draws
 * @param sandboxCostMicroUsd what it pretends to bill us for each image that was asked for, once it has taken a job
 */
@Introspected
@ConfigurationProperties("darkroom")
public record SandboxConfig(
        @Setting("Whether the sandbox provider draws pictures without a key: on or off") @Bindable(defaultValue = "off")
        String sandbox,

        @Setting("How long the sandbox takes for a job, 0s to 300s") @Bindable(defaultValue = "1s")
        Duration sandboxDelay,

        @Setting("After how long the sandbox directive fail=timeout ends, 1s to 1h") @Bindable(defaultValue = "10m")
        Duration sandboxTimeout,

        @Setting("What the sandbox delivers: drawn (each picture for its prompt) or stock (one per size, drawn once)")
        @Bindable(defaultValue = "drawn")
        String sandboxPictures,

        @Setting("What the sandbox pretends to bill us for an image, in micro-USD, 0 to 1000000")
        @Bindable(defaultValue = "0")
        int sandboxCostMicroUsd) {

    private static final String DRAWN = "drawn";
    private static final String STOCK = "stock";
    private static final int COST_MAX = 1_000_000;

    public SandboxConfig {
        if (!"on".equals(sandbox) && !"off".equals(sandbox)) {
            throw new InvalidSettingException("DARKROOM_SANDBOX", "on or off");
        }
        if (!DRAWN.equals(sandboxPictures) && !STOCK.equals(sandboxPictures)) {
            throw new InvalidSettingException("DARKROOM_SANDBOX_PICTURES", "drawn or stock");
        }
        Bounds.within("DARKROOM_SANDBOX_DELAY", sandboxDelay, Duration.ZERO, Directives.DELAY_MAX);
        Bounds.within("DARKROOM_SANDBOX_TIMEOUT", sandboxTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.within("DARKROOM_SANDBOX_COST_MICRO_USD", sandboxCostMicroUsd, 0, COST_MAX);
    }

    /** What the sandbox bills. */
    Billing billing() {
        return sandboxCostMicroUsd == 0
                ? Billing.NOTHING
                : new Billing(Billing.Moment.ACCEPTED, new MicroUsd(sandboxCostMicroUsd));
    }

    /** Whether one picture per size and format serves every job. */
    boolean stock() {
        return STOCK.equals(sandboxPictures);
    }
}
