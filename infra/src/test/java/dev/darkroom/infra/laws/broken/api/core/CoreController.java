package dev.darkroom.infra.laws.broken.api.core;

import io.micronaut.http.annotation.Controller;

/** Breaks law 10: a controller in the core. */
@Controller("/core")
record CoreController() {}
