package dev.darkroom.api.admin;

import dev.darkroom.activities.artifact.retention.Retention;
import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant add | tier | erase | list}. */
@Command(name = "tenant", description = "Who may use this installation.")
public final class TenantCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public TenantCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(name = "add", description = "Adds a tenant with one key and credit. The key is shown this once.")
    void add(
            @Parameters(paramLabel = "NAME", description = "lower-case letters, digits and hyphens") String name,
            @Option(
                            names = "--usd",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "first credit in US dollars; 0: no wallet (default: ${DEFAULT-VALUE})")
                    BigDecimal usd,
            @Option(
                            names = "--tier",
                            paramLabel = "TIER",
                            defaultValue = Tier.STANDARD,
                            description = "whose limits it has (default: ${DEFAULT-VALUE})")
                    String tier,
            @Option(names = "--json", description = "print JSON") boolean json) {
        MicroUsd credit = Operator.usd(usd);
        Report detail = new Report().with("tier", tier).with("credit_usd", Operator.dollars(credit.value()));
        Tenants.Added added = Operator.noted(
                beans,
                Act.Kind.TENANT_ADD,
                Operator.subject(name),
                detail,
                () -> beans.get(Tenants.class).add(name, tier, credit));
        new Report()
                .with("tenant", added.name())
                .with("tenant_id", added.id())
                .with("key", added.key())
                .with("webhook_secret", added.webhookSecret())
                .with("balance_usd", Operator.dollars(credit.value()))
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "tier", description = "Moves a tenant to another tier. Its limits hold within five seconds.")
    void tier(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Parameters(paramLabel = "TIER", description = "as `tier list` shows it") String tier,
            @Option(names = "--json", description = "print JSON") boolean json) {
        Tenants tenants = beans.get(Tenants.class);
        TenantRow owner = Operator.tenant(tenants, tenant);
        Operator.noted(beans, Act.Kind.TENANT_CHANGE, owner.name(), new Report().with("tier", tier), () -> {
            tenants.move(owner, tier);
            return owner;
        });
        new Report()
                .with("tenant", owner.name())
                .with("tier", tier)
                .print(spec.commandLine().getOut(), json);
    }

    @Command(
            name = "erase",
            description = "Revokes a tenant's keys and removes its images and texts. Its tasks and its ledger stay.")
    void erase(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(names = "--json", description = "print JSON") boolean json) {
        Tenants tenants = beans.get(Tenants.class);
        TenantRow owner = Operator.tenant(tenants, tenant);
        Operator.noted(beans, Act.Kind.TENANT_ERASE, owner.name(), new Report(), () -> {
            tenants.erase(owner);
            return owner;
        });
        Retention.Removed removed = beans.get(Retention.class).all(TenantId.of(owner.id()));
        new Report()
                .with("tenant", owner.name())
                .with("artifacts", removed.artifacts())
                .with("tasks", removed.texts())
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "list", description = "Lists the tenants.")
    void list(@Option(names = "--json", description = "print JSON") boolean json) {
        new Report()
                .with(
                        "tenants",
                        beans.get(Tenants.class).page("", Integer.MAX_VALUE).stream()
                                .map(tenant -> new Report()
                                        .with("tenant", tenant.name())
                                        .with("tenant_id", tenant.id())
                                        .with("tier", tenant.tier())
                                        .with("created_at", tenant.createdAt()))
                                .toList())
                .print(spec.commandLine().getOut(), json);
    }
}
