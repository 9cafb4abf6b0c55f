package dev.darkroom.api.http;

import dev.darkroom.activities.job.AcceptanceUnknownException;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.WaitFailedException;
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

    /** A body whose length nobody said before. */
    @Singleton
    static final class BodyTooLong implements ExceptionHandler<BodyTooLongException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        BodyTooLong(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, BodyTooLongException tooLong) {
            return surfaces.render(request, new ApiFailure.TooLarge());
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

    /** A mistake of ours after a job was accepted, which its caller waited for. */
    @Singleton
    static final class Wait implements ExceptionHandler<WaitFailedException, HttpResponse<?>> {

        private final SurfaceTable surfaces;

        Wait(SurfaceTable surfaces) {
            this.surfaces = surfaces;
        }

        @Override
        public HttpResponse<?> handle(HttpRequest request, WaitFailedException failed) {
            log(request, failed.getCause() == null ? failed : failed.getCause());
            return surfaces.render(request, new ApiFailure.Internal(failed.job()));
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
            log(request, bug);
            return surfaces.render(request, new ApiFailure.Internal(null));
        }
    }

    private static void log(HttpRequest<?> request, Throwable mistake) {
        IllegalStateException traced =
                new IllegalStateException(mistake.getClass().getName());
        traced.setStackTrace(mistake.getStackTrace());
        LOG.error("{}: a mistake in our code", RequestIds.of(request), traced);
    }
}
