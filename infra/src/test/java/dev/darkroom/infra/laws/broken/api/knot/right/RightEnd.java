package dev.darkroom.infra.laws.broken.api.knot.right;

import dev.darkroom.infra.laws.broken.api.knot.left.LeftEnd;
import org.jspecify.annotations.Nullable;

/** Breaks law 14, together with the other end. */
public record RightEnd(@Nullable LeftEnd left) {}
