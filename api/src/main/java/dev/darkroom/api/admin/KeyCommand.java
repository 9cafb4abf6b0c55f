package dev.darkroom.api.admin;

import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.workflows.domain.job.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        ApiKeys.Made made = beans.get(ApiKeys.class).create(TenantId.of(owner.id()), scopes(scopes));
        new Report()
                .with("tenant", owner.name())
                .with("key", made.secret())
                .with("scopes", scopes)
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "revoke", description = "Revokes a key. It stops working within five seconds.")
    void revoke(
            @Parameters(paramLabel = "PREFIX", description = "its visible part, as `key list` shows it") String prefix,
            @Option(names = "--json", description = "print JSON") boolean json) {
        if (!beans.get(ApiKeys.class).revoke(prefix)) {
            throw new Operator.CannotException("there is no working key " + prefix + "; see `key list`");
        }
        new Report().with("revoked", prefix).print(spec.commandLine().getOut(), json);
    }

    @Command(name = "list", description = "Lists the keys of a tenant, without their secrets.")
    void list(
            @Parameters(paramLabel = "TENANT", description = "name or id") String tenant,
            @Option(names = "--json", description = "print JSON") boolean json) {
        TenantRow owner = Operator.tenant(beans.get(Tenants.class), tenant);
        List<Report> keys = beans.get(ApiKeys.class).list(TenantId.of(owner.id())).stream()
                .map(key -> new Report()
                        .with("key", key.prefix())
                        .with("scopes", key.scopes())
                        .with("created_at", key.createdAt())
                        .with("revoked_at", key.revokedAt()))
                .toList();
        new Report()
                .with("tenant", owner.name())
                .with("keys", keys)
                .print(spec.commandLine().getOut(), json);
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
