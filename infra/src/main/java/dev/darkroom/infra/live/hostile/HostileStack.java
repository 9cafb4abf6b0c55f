package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import java.util.List;
import java.util.Map;

/** A stack as somebody runs it in production, as far as callers notice, but with less patience, so that checks end. */
final class HostileStack {

    private HostileStack() {}

    static Stack beside(Product product) {
        return new Stack(
                product.home(),
                product.beside("hostile"),
                List.of("--split", "--apis", "2", "--workers", "1"),
                Map.ofEntries(
                        Map.entry("DARKROOM_NETWORK_ALLOW_HTTP", "false"),
                        Map.entry("DARKROOM_NETWORK_ALLOW_LOCAL", "false"),
                        Map.entry("DARKROOM_SANDBOX_DELAY", "200ms"),
                        Map.entry("DARKROOM_RATE_REFUSALS_PER_MINUTE", "100000"),
                        Map.entry("DARKROOM_CONNECTIONS_PER_ADDRESS", "300"),
                        Map.entry("DARKROOM_CONNECTIONS_HEAD_TIMEOUT", "3s"),
                        Map.entry("DARKROOM_CONNECTIONS_BODY_TIMEOUT", "4s"),
                        Map.entry("DARKROOM_CONNECTIONS_IDLE_TIMEOUT", "4s"),
                        Map.entry("DARKROOM_CONNECTIONS_STALL_TIMEOUT", "3s")));
    }
}
