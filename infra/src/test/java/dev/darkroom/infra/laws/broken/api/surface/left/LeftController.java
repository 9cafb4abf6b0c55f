package dev.darkroom.infra.laws.broken.api.surface.left;

import dev.darkroom.infra.laws.broken.api.surface.right.RightMapping;
import io.micronaut.http.annotation.Controller;

/** Breaks law 6: it imports another surface. As a controller it is where it may be. */
@Controller("/left")
record LeftController(RightMapping mapping) {}
