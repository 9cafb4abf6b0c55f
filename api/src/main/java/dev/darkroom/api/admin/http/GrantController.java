package dev.darkroom.api.admin.http;

import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Outcome;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** Credit for a tenant. The wallet's statement has its line, the audit log its actor. */
@ForCallers
@Controller(value = "/admin/tenants/{name}/grants", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GrantController {

    private static final String AMOUNT = "amount_usd";
    private static final int AMOUNT_LENGTH_MAX = 20;
    private static final int REASON_MAX = 200;

    private final Acts acts;
    private final Tenants tenants;
    private final Ledger ledger;
    private final SurfaceTable surfaces;

    GrantController(Acts acts, Tenants tenants, Ledger ledger, SurfaceTable surfaces) {
        this.acts = acts;
        this.tenants = tenants;
        this.ledger = ledger;
        this.surfaces = surfaces;
    }

    /**
     * What was given.
     *
     * @param balanceUsd what can be spent now
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Reply(String tenant, String amountUsd, String reason, String balanceUsd) {}

    @Post(consumes = MediaType.ALL)
    HttpResponse<?> grant(HttpRequest<?> request, Caller caller, String name, @Body byte @Nullable [] body) {
        return tenants.find(name)
                .<HttpResponse<?>>map(tenant -> acts.perform(request, caller, body, fields -> {
                    MicroUsd amount = amount(fields);
                    String reason = fields.requiredText("reason", REASON_MAX);
                    String onceId = onceId(caller, request);
                    return new Acts.Deed(
                            Act.Kind.WALLET_GRANT,
                            tenant.name(),
                            () -> given(TenantId.of(tenant.id()), tenant.name(), amount, reason, onceId));
                }))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private static MicroUsd amount(Fields fields) {
        MicroUsd amount = Shown.usd(AMOUNT, fields.requiredText(AMOUNT, AMOUNT_LENGTH_MAX));
        if (amount.isZero()) {
            throw new BadFieldException(AMOUNT, "must be above zero");
        }
        return amount;
    }

    private Outcome given(TenantId tenant, String name, MicroUsd amount, String reason, String onceId) {
        return switch (ledger.grant(tenant, amount, reason, onceId)) {
            case GIVEN ->
                acts.done(
                        HttpStatus.CREATED,
                        new Reply(
                                name,
                                Shown.usd(amount.value()),
                                reason,
                                Shown.usd(ledger.standing(tenant).orElseThrow().spendable())));
            case TOO_MUCH ->
                new Outcome.Refused(new ApiFailure.BadField(
                        AMOUNT, "`amount_usd`: a wallet holds at most %s.".formatted(Shown.usd(MicroUsd.MAX_VALUE))));
            case GIVEN_BEFORE -> throw new IllegalStateException("a grant is there without its line in the audit log");
        };
    }

    /** The second fence: should a line of the audit log ever be lost, the grant is still not given twice. */
    private static String onceId(Caller caller, HttpRequest<?> request) {
        JsonValue key = new JsonValue.Str(Acts.key(request).value());
        return "admin-" + JsonText.fingerprint(caller.keyPrefix(), key);
    }
}
