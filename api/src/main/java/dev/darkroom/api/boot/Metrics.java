package dev.darkroom.api.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** This process in figures, for Prometheus. On the management port, beside health. */
@Controller(value = "/metrics", port = "${darkroom.management-port:9090}")
@Secured(SecurityRule.IS_ANONYMOUS)
final class Metrics {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    Metrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Every figure, in Prometheus' text form. */
    @Get
    @Produces(TEXT)
    String metrics() {
        return registry.scrape();
    }
}
