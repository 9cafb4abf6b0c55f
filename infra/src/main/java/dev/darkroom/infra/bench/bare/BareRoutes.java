package dev.darkroom.infra.bench.bare;

import dev.darkroom.infra.bench.bare.hop.HopRoute;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The two routes. */
@SuppressWarnings("overrides") // the parent's own, of varargs
@Singleton
final class BareRoutes extends DefaultRouteBuilder {

    BareRoutes(ExecutionHandleLocator locator, UriNamingStrategy naming, ConversionService conversion) {
        super(locator, naming, conversion);
    }

    @Inject
    void routes(BareJobs jobs, HopRoute hops) {
        POST(BareProcess.PATH, jobs, "accept", byte[].class).consumesAll();
        POST(BareProcess.HOPS_PATH, hops, "measure", byte[].class).consumesAll();
    }
}
