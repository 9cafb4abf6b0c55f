package dev.darkroom.api.admin.http;

import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.api.admin.TenantRow;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Outcome;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants: made, listed, moved to another tier, watched for a low balance, erased. */
@ForCallers
@Controller(value = "/admin/tenants", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TenantController {

    private static final String LIST = "admin-tenants";
    private static final String NAME = "name";
    private static final String TIER = "tier";
    private static final String LOW_BALANCE = "low_balance_usd";
    private static final String PROVIDER_INPUT = "provider_input";
    private static final String RETENTION = "retention_days";
    private static final String QUOTA = "storage_quota_bytes";
    private static final List<String> CHANGEABLE = List.of(TIER, LOW_BALANCE, PROVIDER_INPUT, RETENTION, QUOTA);
    private static final int RETENTION_MAX = 3650;
    private static final long QUOTA_MAX = 1L << 50;
    private static final int NAME_MAX = 63;
    private static final int LIMIT = 50;
    private static final int LIMIT_MAX = 200;

    private final Acts acts;
    private final Tenants tenants;
    private final Ledger ledger;
    private final Cursors cursors;
    private final SurfaceTable surfaces;

    TenantController(Acts acts, Tenants tenants, Ledger ledger, Cursors cursors, SurfaceTable surfaces) {
        this.acts = acts;
        this.tenants = tenants;
        this.ledger = ledger;
        this.cursors = cursors;
        this.surfaces = surfaces;
    }

    @Post(consumes = MediaType.ALL)
    HttpResponse<?> add(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return acts.perform(request, caller, body, fields -> {
            String name = fields.requiredText(NAME, NAME_MAX);
            String tier = fields.text(TIER);
            return new Acts.Deed(Act.Kind.TENANT_ADD, name, () -> create(name, tier == null ? Tier.STANDARD : tier));
        });
    }

    @Get
    TenantReply.Page list(HttpRequest<?> request, Caller caller) {
        QueryParams params = new QueryParams(request);
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String after = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        params.end();
        List<TenantRow> rows = tenants.page(after == null ? "" : after, limit + 1);
        List<TenantRow> page = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit
                ? cursors.write(caller.tenant(), LIST, page.getLast().name())
                : null;
        return new TenantReply.Page(page.stream().map(TenantReply::of).toList(), next);
    }

    @Get("/{name}")
    HttpResponse<?> show(HttpRequest<?> request, String name) {
        QueryParams.none(request);
        return tenants.find(name)
                .<HttpResponse<?>>map(tenant -> HttpResponse.ok(detail(tenant)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Patch(uri = "/{name}", consumes = MediaType.ALL)
    HttpResponse<?> change(HttpRequest<?> request, Caller caller, String name, @Body byte @Nullable [] body) {
        return tenants.find(name)
                .<HttpResponse<?>>map(tenant -> acts.perform(request, caller, body, fields -> change(tenant, fields)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    /** The keys end at once; images and texts go with the next rounds of a worker. */
    @Post(uri = "/{name}/erase", consumes = MediaType.ALL)
    HttpResponse<?> erase(HttpRequest<?> request, Caller caller, String name) {
        QueryParams.none(request);
        return tenants.find(name)
                .<HttpResponse<?>>map(tenant -> acts.perform(
                        request, caller, new Acts.Deed(Act.Kind.TENANT_ERASE, tenant.name(), () -> erased(tenant))))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private Outcome create(String name, String tier) {
        try {
            Tenants.Created made = tenants.create(name, tier);
            TenantReply.Made reply = new TenantReply.Made(TenantReply.of(made.row()), made.webhookSecret(), Once.SHOWN);
            return acts.done(HttpStatus.CREATED, reply, reply.again());
        } catch (Tenants.RefusedException e) {
            return refused(e.field(), e);
        }
    }

    private Acts.Deed change(TenantRow tenant, Fields fields) {
        if (fields.names().stream().noneMatch(CHANGEABLE::contains)) {
            throw new BadFieldException(null, "the body has none of " + String.join(", ", CHANGEABLE));
        }
        boolean watches = fields.names().contains(LOW_BALANCE);
        String tier = fields.text(TIER);
        String lowBalance = fields.text(LOW_BALANCE);
        boolean providerInput = fields.flag(PROVIDER_INPUT, tenant.providerInput());
        boolean keeps = fields.names().contains(RETENTION) || fields.names().contains(QUOTA);
        Keeping keeping = Keeping.read(tenant, fields);
        MicroUsd lowAt = lowBalance == null ? null : Shown.usd(LOW_BALANCE, lowBalance);
        return new Acts.Deed(Act.Kind.TENANT_CHANGE, tenant.name(), () -> {
            if (watches && !ledger.watch(TenantId.of(tenant.id()), lowAt)) {
                return new Outcome.Refused(new ApiFailure.BadField(
                        LOW_BALANCE, "`low_balance_usd`: the tenant has no wallet before its first grant."));
            }
            if (providerInput != tenant.providerInput()) {
                tenants.letPassInput(tenant, providerInput);
            }
            if (keeps) {
                tenants.keep(tenant, keeping.days, keeping.quota);
            }
            return tier == null ? shown(tenant.name()) : moved(tenant, tier);
        });
    }

    /** How long a tenant's images and texts are kept, and how much of them; null for the installation's own. */
    private record Keeping(@Nullable Integer days, @Nullable Long quota) {

        /** What the body says, and what it does not say as it was. */
        static Keeping read(TenantRow tenant, Fields fields) {
            boolean saysDays = fields.names().contains(RETENTION);
            boolean saysQuota = fields.names().contains(QUOTA);
            Integer days = fields.integerOrNull(RETENTION, 1, RETENTION_MAX);
            Long quota = fields.longOrNull(QUOTA, 0, QUOTA_MAX);
            return new Keeping(saysDays ? days : tenant.retentionDays(), saysQuota ? quota : tenant.storageQuota());
        }
    }

    private Outcome erased(TenantRow tenant) {
        try {
            tenants.erase(tenant);
            return shown(tenant.name());
        } catch (Tenants.RefusedException e) {
            return new Outcome.Refused(new ApiFailure.NotNow("The tenant has tasks that have not ended."));
        }
    }

    private Outcome moved(TenantRow tenant, String tier) {
        try {
            tenants.move(tenant, tier);
            return shown(tenant.name());
        } catch (Tenants.RefusedException e) {
            return refused(e.field(), e);
        }
    }

    private Outcome shown(String name) {
        return acts.done(HttpStatus.OK, detail(tenants.find(name).orElseThrow()));
    }

    private static Outcome refused(String field, Tenants.RefusedException refusal) {
        return new Outcome.Refused(new ApiFailure.BadField(field, "`%s`: %s.".formatted(field, refusal.getMessage())));
    }

    private TenantReply.Detail detail(TenantRow tenant) {
        TenantId id = TenantId.of(tenant.id());
        return new TenantReply.Detail(
                TenantReply.of(tenant),
                ledger.standing(id)
                        .map(standing ->
                                TenantReply.Wallet.of(standing, ledger.lowAt(id).orElse(null)))
                        .orElse(null));
    }
}
