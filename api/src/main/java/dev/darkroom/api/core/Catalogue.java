package dev.darkroom.api.core;

import java.util.List;
import java.util.Optional;

/** The models that can be asked for. */
public final class Catalogue {

    private final List<Model> models;

    public Catalogue(List<Model> models) {
        this.models = List.copyOf(models);
    }

    public List<Model> all() {
        return models;
    }

    /** The model of that name on a surface: its own id, or an alias. */
    public Optional<Model> find(String surface, String name) {
        return models.stream().filter(model -> model.isCalled(surface, name)).findFirst();
    }
}
