package dev.darkroom.infra.local;

import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a running stack.
 *
 * @param key of the demo tenant
 * @param artifacts the folder of the pictures
 * @param webhooks the base URL of the receiver of webhooks
 * @param upstreams the simulator of upstreams; null where there is none
 * @param links the proxies on the connections; null where there are none
 */
record Facts(
        String key,
        String jdbc,
        String dbUser,
        String dbPassword,
        String artifacts,
        String webhooks,
        @Nullable Upstreams upstreams,
        @Nullable Links links,
        TemporalServer temporal) {

    /** Keeps the secrets out of sight. */
    @Override
    public String toString() {
        return "Facts[%s]".formatted(jdbc);
    }
}
