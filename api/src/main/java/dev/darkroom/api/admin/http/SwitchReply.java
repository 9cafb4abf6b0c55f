package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.switches.SwitchRow;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A switch.
 *
 * @param surface a surface, or {@code *} for all
 * @param model a model of the catalogue, or {@code *} for all
 * @param reason null where it is on
 * @param offSince null where it is on
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record SwitchReply(
        String surface,
        String model,
        boolean off,
        @Nullable String reason,
        @Nullable String offSince) {

    static SwitchReply off(SwitchRow row) {
        return new SwitchReply(row.surface(), row.model(), true, row.reason(), Shown.time(row.createdAt()));
    }

    static SwitchReply on(String surface, String model) {
        return new SwitchReply(surface, model, false, null, null);
    }

    /** All that is off. */
    @Serdeable
    record All(List<SwitchReply> switches) {}
}
