package dev.darkroom.workflows.domain.job;

/**
 * One way to have a model's images made.
 *
 * @param provider the upstream
 * @param model what that upstream calls the model
 */
public record Route(ProviderId provider, String model) {

    /** {@code provider:model}, the form in which a job's row keeps its routes. */
    public String text() {
        return provider.value() + ":" + model;
    }

    /** The inverse of {@link #text()}. */
    public static Route of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a route has the form provider:model");
        }
        return new Route(new ProviderId(text.substring(0, colon)), text.substring(colon + 1));
    }
}
