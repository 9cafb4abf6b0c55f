package dev.darkroom.api.admin;

import dev.darkroom.activities.ledger.CommitUnknownException;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wallet grant | show}. */
@Command(name = "wallet", description = "The wallets of tenants.")
public final class WalletCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public WalletCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(name = "grant", description = "Gives credit.")
    void grant(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(names = "--usd", required = true, paramLabel = "N", description = "US dollars") BigDecimal usd,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "for the statement")
                    String reason,
            @Option(names = "--once-id", paramLabel = "ID", description = "a second grant of that name gives nothing")
                    @Nullable
                    String onceId,
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        MicroUsd amount = Operator.usd(usd);
        if (amount.isZero()) {
            throw new Operator.CannotException("a grant is above zero");
        }
        String once = onceId == null ? "command-" + UUID.randomUUID() : onceId;
        standing(new Report().with("granted", given(owner, amount, reason, once)), owner)
                .print(spec.commandLine().getOut(), json);
    }

    /** Where the commit's answer was lost it is asked for again: under the same name it is given once. */
    private boolean given(TenantRow owner, MicroUsd amount, String reason, String once) {
        try {
            return give(owner, amount, reason, once);
        } catch (CommitUnknownException e) {
            give(owner, amount, reason, once);
            return true;
        }
    }

    /** False where it was given before. */
    private boolean give(TenantRow owner, MicroUsd amount, String reason, String once) {
        Report detail = new Report()
                .with("amount_usd", Operator.dollars(amount.value()))
                .with("reason", reason)
                .with("once_id", once);
        try {
            return Operator.noted(beans, Act.Kind.WALLET_GRANT, owner.name(), detail, () -> {
                TenantId tenant = TenantId.of(owner.id());
                if (beans.get(Ledger.class).grant(tenant, amount, reason, once) == Ledger.Grant.TOO_MUCH) {
                    throw new Operator.CannotException("a wallet holds at most " + MicroUsd.MAX.inUsd());
                }
                return true;
            });
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Command(name = "show", description = "Shows a wallet.")
    void show(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        standing(new Report(), owner).print(spec.commandLine().getOut(), json);
    }

    private Report standing(Report report, TenantRow owner) {
        TenantId id = TenantId.of(owner.id());
        Standing standing = beans.get(Ledger.class).standing(id).orElse(new Standing(0, 0, 0));
        return report.with("tenant", owner.name())
                .with("balance_usd", Operator.dollars(standing.spendable()))
                .with("held_usd", Operator.dollars(standing.held() + standing.escrowed()))
                .with("pending_usd", Operator.dollars(standing.held()))
                .with("statement_adds_up", beans.get(Ledger.class).addsUp(id));
    }
}
