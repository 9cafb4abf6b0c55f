package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models that can be asked for. */
public final class Catalogue {

    private final List<Model> models;

    private final Set<ProviderId> available;

    /**
     * A catalogue.
     *
     * @param available the providers that this installation has
     */
    public Catalogue(List<Model> models, Set<ProviderId> available) {
        this.models = List.copyOf(models);
        this.available = Set.copyOf(available);
    }

    /** Whether this installation has the route's provider. */
    public boolean isAvailable(Route route) {
        return available.contains(route.provider());
    }

    public List<Model> all() {
        return models;
    }

    /** The model of that name on a surface: its own id, or an alias. */
    public Optional<Model> find(String surface, String name) {
        return models.stream().filter(model -> model.isCalled(surface, name)).findFirst();
    }
}
