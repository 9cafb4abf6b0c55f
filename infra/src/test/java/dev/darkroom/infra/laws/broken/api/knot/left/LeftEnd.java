package dev.darkroom.infra.laws.broken.api.knot.left;

import dev.darkroom.infra.laws.broken.api.knot.right.RightEnd;

/** Breaks law 14, together with the other end. */
public record LeftEnd(RightEnd right) {}
