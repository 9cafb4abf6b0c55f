package dev.darkroom.api.http;

import dev.darkroom.activities.job.AcceptanceUnknownException;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is thrown while a request is served, as its surface says it. Of an exception that we do not know only the class
 * and the stack are logged: its text can hold the request.
 */
final class RequestFailures {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(RequestFailures.class);

    private RequestFailures() {}

    /** A request that cannot be read. */
    @Singleton
    static final class BadField implements ExceptionHandler<BadFieldException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        BadField(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, BadFieldException bad) {
            return surfaces.render(request, new ApiFailure.BadField(bad.param(), bad.text()));
        }
    }

    /** An image in a request that is none. */
    @Singleton
    static final class BadImage implements ExceptionHandler<BadImageException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        BadImage(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, BadImageException bad) {
            return surfaces.render(request, new ApiFailure.BadImage(bad.param(), bad.text()));
        }
    }

    /** A database that is away: nothing was written. */
    @Singleton
    static final class Database implements ExceptionHandler<DatabaseException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        Database(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, DatabaseException away) {
            LOG.warn("{}: {}", RequestIds.of(request), away.getMessage());
            return surfaces.render(request, new ApiFailure.Unavailable(RETRY_AFTER));
        }
    }

    /** A commit whose outcome could not be found out. */
    @Singleton
    static final class Unknown implements ExceptionHandler<AcceptanceUnknownException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        Unknown(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, AcceptanceUnknownException unknown) {
            LOG.error("{}: {}", RequestIds.of(request), unknown.getMessage());
            return surfaces.render(request, new ApiFailure.Internal(unknown.job()));
        }
    }

    /** A mistake of ours. */
    @Singleton
    static final class Bug implements ExceptionHandler<RuntimeException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        Bug(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, RuntimeException bug) {
            IllegalStateException traced =
                    new IllegalStateException(bug.getClass().getName());
            traced.setStackTrace(bug.getStackTrace());
            LOG.error("{}: a mistake in our code", RequestIds.of(request), traced);
            return surfaces.render(request, new ApiFailure.Internal(null));
        }
    }
}
