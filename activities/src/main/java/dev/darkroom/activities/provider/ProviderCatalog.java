package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.job.ProviderId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The providers of this installation. */
@Singleton
public final class ProviderCatalog {

    private final List<ImageProvider> providers;

    public ProviderCatalog(List<ImageProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    public List<ImageProvider> all() {
        return providers;
    }

    /**
     * The provider that a job was given to.
     *
     * @throws IllegalStateException where this installation does not have it any more
     */
    public ImageProvider get(ProviderId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no provider " + id));
    }

    /** The provider of that name; empty where this installation does not have it. */
    public Optional<ImageProvider> find(ProviderId id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
