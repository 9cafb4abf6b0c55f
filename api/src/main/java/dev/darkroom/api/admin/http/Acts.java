package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Audit;
import dev.darkroom.api.admin.audit.Outcome;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.IdempotencyKey;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.JsonBodies;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SpendingPost;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that change something: each has an idempotency key, is done once under it, is written to the audit log in the
 * same transaction, and is answered alike however often it comes.
 */
@Singleton
final class Acts {

    private static final JsonValue NOTHING = new JsonValue.Obj(new LinkedHashMap<>());

    private final Audit audit;
    private final SurfaceTable surfaces;
    private final JsonMapper json;

    Acts(Audit audit, SurfaceTable surfaces, JsonMapper json) {
        this.audit = audit;
        this.surfaces = surfaces;
        this.json = json;
    }

    /**
     * What a request asks for.
     *
     * @param subject what it is done to
     * @param work does it, inside a transaction, and may be run again
     */
    record Deed(Act.Kind kind, String subject, Supplier<Outcome> work) {}

    /**
     * Does what a body asks for.
     *
     * @param reading takes every field that it knows
     */
    HttpResponse<?> perform(
            HttpRequest<?> request, Caller caller, byte @Nullable [] body, Function<Fields, Deed> reading) {
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        if (body != null && body.length > SpendingPost.BYTES_MAX) {
            return surfaces.render(request, new ApiFailure.TooLarge());
        }
        QueryParams.none(request);
        JsonValue value = StrictJson.read(body == null ? new byte[0] : body);
        Fields fields = Fields.of(value);
        Deed deed = reading.apply(fields);
        fields.end();
        return perform(request, caller, value, deed);
    }

    /** Does what a request without a body asks for. */
    HttpResponse<?> perform(HttpRequest<?> request, Caller caller, Deed deed) {
        return perform(request, caller, NOTHING, deed);
    }

    /** The key under which a request is done once: here none goes without. */
    static IdempotencyKey key(HttpRequest<?> request) {
        IdempotencyKey key = IdempotencyKeys.read(request);
        if (key == null) {
            throw new BadFieldException(IdempotencyKeys.HEADER, "is required");
        }
        return key;
    }

    /** It is done, and can be shown again. */
    Outcome done(HttpStatus status, Object shown) {
        return done(status, shown, shown);
    }

    /**
     * It is done.
     *
     * @param kept what a repeat is shown
     */
    Outcome done(HttpStatus status, Object shown, Object kept) {
        return new Outcome.Done(status.getCode(), text(shown), text(kept));
    }

    private HttpResponse<?> perform(HttpRequest<?> request, Caller caller, JsonValue body, Deed deed) {
        String route = request.getMethodName() + " " + request.getUri();
        Act act = new Act(caller.keyPrefix(), deed.kind(), deed.subject(), JsonText.canonical(body));
        return switch (audit.once(act, key(request), JsonText.fingerprint(route, body), deed.work())) {
            case Outcome.Done done -> answer(done.status(), done.shown());
            case Outcome.DoneBefore before ->
                answer(before.status(), before.body()).header(IdempotencyKeys.REPLAYED, "true");
            case Outcome.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private static MutableHttpResponse<byte[]> answer(int status, String body) {
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private String text(Object reply) {
        try {
            return json.writeValueAsString(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
