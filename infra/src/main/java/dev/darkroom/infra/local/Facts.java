package dev.darkroom.infra.local;

/**
 * What there is to know of a running stack.
 *
 * @param key of the demo tenant
 * @param artifacts the folder of the pictures
 * @param webhooks the base URL of the receiver of webhooks
 */
record Facts(
        String key,
        String jdbc,
        String dbUser,
        String dbPassword,
        String artifacts,
        String webhooks,
        TemporalServer temporal) {

    /** Keeps the secrets out of sight. */
    @Override
    public String toString() {
        return "Facts[%s]".formatted(jdbc);
    }
}
