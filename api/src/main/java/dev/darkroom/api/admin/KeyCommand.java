package dev.darkroom.api.admin;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeyRow;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.security.KeyTerms;
import dev.darkroom.workflows.domain.job.TenantId;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key add | revoke | list}. */
@Command(name = "key", description = "The API keys of tenants.")
public final class KeyCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public KeyCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(name = "add", description = "Adds a key. It is shown this once.")
    void add(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(
                            names = "--scopes",
                            paramLabel = "WORDS",
                            split = ",",
                            defaultValue = "images:write,images:read,billing:read",
                            description =
                                    "what it may do: images:write, images:read, billing:read, admin (default: all but"
                                            + " admin)")
                    List<String> scopes,
            @Option(names = "--name", paramLabel = "TEXT", description = "what you call it") @Nullable String name,
            @Option(
                            names = "--models",
                            paramLabel = "IDS",
                            split = ",",
                            description = "the models it may use, by their ids in the catalogue (default: all)")
                    @Nullable
                    List<String> models,
            @Option(
                            names = "--month-limit",
                            paramLabel = "USD",
                            description = "what it may spend in a calendar month, UTC (default: no limit)")
                    @Nullable
                    BigDecimal monthLimit,
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        KeyTerms terms = new KeyTerms(
                name, scopes(scopes), models(models), monthLimit == null ? null : Operator.usd(monthLimit));
        Report detail = new Report()
                .with("name", name)
                .with("scopes", scopes)
                .with("models", models)
                .with("month_limit_usd", monthLimit);
        ApiKeys.Made made = Operator.noted(
                beans,
                Act.Kind.KEY_ADD,
                owner.name(),
                detail,
                () -> beans.get(ApiKeys.class).create(TenantId.of(owner.id()), terms));
        new Report()
                .with("tenant", owner.name())
                .with("key", made.secret())
                .with("name", name)
                .with("scopes", scopes)
                .with("models", models)
                .with("month_limit_usd", monthLimit)
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "revoke", description = "Revokes a key. It stops working within five seconds.")
    void revoke(
            @Parameters(paramLabel = "PREFIX", description = "its visible part, as `key list` shows it") String prefix,
            @Option(names = "--json", description = "print JSON") boolean json) {
        Operator.noted(beans, Act.Kind.KEY_REVOKE, Operator.subject(prefix), new Report(), () -> {
            if (!beans.get(ApiKeys.class).revoke(prefix)) {
                throw new Operator.CannotException("there is no working key " + prefix + "; see `key list`");
            }
            return prefix;
        });
        new Report().with("revoked", prefix).print(spec.commandLine().getOut(), json);
    }

    @Command(name = "list", description = "Lists the keys of a tenant, without their secrets.")
    void list(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        YearMonth month = YearMonth.now(ZoneOffset.UTC);
        List<Report> keys = beans.get(ApiKeys.class).list(TenantId.of(owner.id())).stream()
                .map(key -> report(key, month))
                .toList();
        new Report()
                .with("tenant", owner.name())
                .with("keys", keys)
                .print(spec.commandLine().getOut(), json);
    }

    private static Report report(ApiKeyRow key, YearMonth month) {
        Long limit = key.monthLimit();
        return new Report()
                .with("key", key.prefix())
                .with("name", key.name())
                .with("scopes", key.scopes())
                .with("models", key.models())
                .with("month_limit_usd", limit == null ? null : Operator.dollars(limit))
                .with("month_spent_usd", limit == null ? null : Operator.dollars(key.spentIn(month)))
                .with("created_at", key.createdAt())
                .with("last_used_at", key.lastUsedAt())
                .with("revoked_at", key.revokedAt());
    }

    private Set<String> models(@Nullable List<String> ids) {
        Catalogue catalogue = beans.get(Catalogue.class);
        List<String> asked = ids == null ? List.of() : ids;
        asked.stream().filter(id -> !catalogue.has(id)).findFirst().ifPresent(id -> {
            throw new Operator.CannotException("there is no model " + id + " in the catalogue");
        });
        return Set.copyOf(asked);
    }

    private static Set<Scope> scopes(List<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(Scope.of(word)
                    .orElseThrow(() -> new Operator.CannotException("a scope is one of " + Scope.words())));
        }
        return scopes;
    }
}
