package dev.darkroom.infra.laws.broken.activities.provider.one;

import dev.darkroom.infra.laws.broken.activities.provider.two.TwoProvider;

/** Breaks law 7: it imports another provider. */
record OneProvider(TwoProvider two) {}
