package dev.darkroom.infra.laws.broken.activities.worker;

import dev.darkroom.infra.laws.broken.activities.provider.two.TwoProvider;

/** Breaks law 7: a provider is known outside. */
record KnowsProvider(TwoProvider provider) {}
