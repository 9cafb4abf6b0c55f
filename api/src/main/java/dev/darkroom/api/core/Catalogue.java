package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models that can be asked for, and what each surface offers of them. */
public final class Catalogue {

    private final List<Model> models;
    private final Set<ProviderId> available;
    private final Map<Key, Offer> byName = new LinkedHashMap<>();
    private final Map<Key, Offer> byModel = new LinkedHashMap<>();

    private record Key(String surface, String name) {}

    /**
     * A catalogue.
     *
     * @param available the providers that this installation has
     * @throws IllegalArgumentException where a surface offers two models under one name
     */
    public Catalogue(List<Model> models, Collection<Offer> offers, Set<ProviderId> available) {
        this.models = List.copyOf(models);
        this.available = Set.copyOf(available);
        for (Offer offer : offers) {
            byModel.put(new Key(offer.surface(), offer.model().id().value()), offer);
            for (String name : offer.names()) {
                Offer before = byName.put(new Key(offer.surface(), name), offer);
                if (before != null) {
                    throw new IllegalArgumentException("%s offers two models as %s".formatted(offer.surface(), name));
                }
            }
        }
    }

    /** Whether this installation has the route's provider. */
    public boolean isAvailable(Route route) {
        return available.contains(route.provider());
    }

    public List<Model> all() {
        return models;
    }

    /** Whether there is a model of that id. */
    public boolean has(String id) {
        return models.stream().anyMatch(model -> model.id().value().equals(id));
    }

    /** The surfaces that offer anything. */
    public List<String> surfaces() {
        return byModel.keySet().stream().map(Key::surface).distinct().sorted().toList();
    }

    /** What a surface offers under a name; empty where it is no name there. */
    public Optional<Offer> find(String surface, String name) {
        return Optional.ofNullable(byName.get(new Key(surface, name)));
    }

    /** All that a surface offers, in the catalogue's order. */
    public List<Offer> offers(String surface) {
        return byModel.values().stream()
                .filter(offer -> offer.surface().equals(surface))
                .toList();
    }

    /** What a surface calls a model; the catalogue's own id where it does not offer the model. */
    public String name(String surface, ModelId model) {
        Offer offer = byModel.get(new Key(surface, model.value()));
        return offer == null ? model.value() : offer.name();
    }
}
