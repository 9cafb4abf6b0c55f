package dev.darkroom.api.admin;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tier list | set}. */
@Command(name = "tier", description = "What tenants may do at once and in a day.")
public final class TierCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public TierCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(name = "list", description = "Lists the tiers.")
    void list(@Option(names = "--json", description = "print JSON") boolean json) {
        new Report()
                .with(
                        "tiers",
                        beans.get(Tiers.class).list().stream()
                                .map(TierCommand::report)
                                .toList())
                .print(spec.commandLine().getOut(), json);
    }

    @Command(
            name = "set",
            description = "Makes a tier, or changes it for all its tenants within five seconds. What is not said stays;"
                    + " in a new tier it is as in the tier " + Tier.STANDARD + ".")
    void set(
            @Parameters(paramLabel = "NAME", description = "lower-case letters, digits and hyphens") String name,
            @ArgGroup(exclusive = false) @Nullable TierOptions options,
            @Option(names = "--json", description = "print JSON") boolean json) {
        Tiers tiers = beans.get(Tiers.class);
        Tier before = tiers.find(name)
                .or(() -> tiers.find(Tier.STANDARD))
                .orElseThrow(() -> new Operator.CannotException("there is no tier " + Tier.STANDARD));
        Tier tier = (options == null ? new TierOptions() : options).applied(name, before);
        Operator.noted(beans, Act.Kind.TIER_SET, name, report(tier), () -> {
            tiers.put(tier);
            return tier;
        });
        report(tier).print(spec.commandLine().getOut(), json);
    }

    private static Report report(Tier tier) {
        return new Report()
                .with("tier", tier.name())
                .with("running_max", tier.runningMax())
                .with("depth_max", tier.depthMax())
                .with("daily_images", tier.dailyImages())
                .with("post_burst", tier.postBurst())
                .with("post_per_second", tier.postPerSecond())
                .with("get_burst", tier.getBurst())
                .with("get_per_second", tier.getPerSecond());
    }
}
