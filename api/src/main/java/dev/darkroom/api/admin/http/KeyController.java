package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.TenantRow;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Outcome;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.api.security.ApiKeyRow;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.security.KeyTerms;
import dev.darkroom.workflows.domain.job.TenantId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of a tenant: made, listed, revoked. */
@ForCallers
@Controller(value = "/admin/tenants/{name}/keys", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyController {

    private static final String MONTH_LIMIT = "month_limit_usd";
    private static final int MODELS_MAX = 50;

    private final Acts acts;
    private final Tenants tenants;
    private final ApiKeys keys;
    private final Catalogue catalogue;
    private final SurfaceTable surfaces;

    KeyController(Acts acts, Tenants tenants, ApiKeys keys, Catalogue catalogue, SurfaceTable surfaces) {
        this.acts = acts;
        this.tenants = tenants;
        this.keys = keys;
        this.catalogue = catalogue;
        this.surfaces = surfaces;
    }

    @Post(consumes = MediaType.ALL)
    HttpResponse<?> add(HttpRequest<?> request, Caller caller, String name, @Body byte @Nullable [] body) {
        return of(
                request,
                name,
                tenant -> acts.perform(request, caller, body, fields -> {
                    KeyTerms terms = terms(fields);
                    return new Acts.Deed(Act.Kind.KEY_ADD, tenant.name(), () -> made(TenantId.of(tenant.id()), terms));
                }));
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, String name) {
        QueryParams.none(request);
        return of(request, name, tenant -> {
            List<ApiKeyRow> rows = keys.list(TenantId.of(tenant.id()));
            return HttpResponse.ok(
                    new KeyReply.All(rows.stream().map(KeyReply::of).toList()));
        });
    }

    @Delete("/{prefix}")
    HttpResponse<?> revoke(HttpRequest<?> request, Caller caller, String name, String prefix) {
        QueryParams.none(request);
        return of(
                request,
                name,
                tenant -> keys.find(TenantId.of(tenant.id()), prefix)
                        .<HttpResponse<?>>map(key -> acts.perform(
                                request,
                                caller,
                                new Acts.Deed(Act.Kind.KEY_REVOKE, prefix, () -> revoked(tenant, prefix))))
                        .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound())));
    }

    private HttpResponse<?> of(HttpRequest<?> request, String name, Function<TenantRow, HttpResponse<?>> answer) {
        return tenants.find(name)
                .<HttpResponse<?>>map(answer)
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private Outcome made(TenantId tenant, KeyTerms terms) {
        ApiKeys.Made made = keys.create(tenant, terms);
        ApiKeyRow row = keys.find(tenant, made.prefix()).orElseThrow();
        KeyReply.Made reply = new KeyReply.Made(KeyReply.of(row), made.secret(), Once.SHOWN);
        return acts.done(HttpStatus.CREATED, reply, reply.again());
    }

    /** A key that was revoked before is as absent as one that never was. */
    private Outcome revoked(TenantRow tenant, String prefix) {
        return keys.revoke(prefix)
                ? acts.done(
                        HttpStatus.OK,
                        KeyReply.of(keys.find(TenantId.of(tenant.id()), prefix).orElseThrow()))
                : new Outcome.Refused(new ApiFailure.NotFound());
    }

    private KeyTerms terms(Fields fields) {
        String name = fields.text("name", KeyTerms.NAME_MAX);
        List<String> scopes = fields.words("scopes", Scope.all());
        if (scopes != null && scopes.isEmpty()) {
            throw new BadFieldException("scopes", "must not be empty");
        }
        String limit = fields.text(MONTH_LIMIT);
        return new KeyTerms(
                name,
                scopes == null
                        ? Scope.ofTenants()
                        : scopes.stream()
                                .flatMap(word -> Scope.of(word).stream())
                                .collect(Collectors.toSet()),
                models(fields),
                limit == null ? null : Shown.usd(MONTH_LIMIT, limit));
    }

    private Set<String> models(Fields fields) {
        Set<String> models = new LinkedHashSet<>();
        List<String> ids = fields.texts("models", MODELS_MAX);
        for (int i = 0; i < ids.size(); i++) {
            if (!catalogue.has(ids.get(i)) || !models.add(ids.get(i))) {
                throw new BadFieldException(
                        "models[%d]".formatted(i), "must be the id of a model in the catalogue, and there once");
            }
        }
        return models;
    }
}
