package dev.darkroom.api.admin;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.switches.SwitchRow;
import dev.darkroom.api.admin.switches.SwitchTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code switch off | on | list}. */
@Command(name = "switch", description = "What is switched off, by surface and model.")
public final class SwitchCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public SwitchCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(
            name = "off",
            description = "Switches a model off on a surface within five seconds: requests are answered 503.")
    void off(
            @Parameters(paramLabel = "SURFACE", description = "a surface, or '*' for all") String surface,
            @Parameters(paramLabel = "MODEL", description = "a model of the catalogue, or '*' for all") String model,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "for operators")
                    String reason,
            @Option(names = "--json", description = "print JSON") boolean json) {
        SwitchTable switches = beans.get(SwitchTable.class);
        String subject = Operator.subject(SwitchRow.subject(surface, model));
        Operator.noted(beans, Act.Kind.SWITCH_OFF, subject, new Report().with("reason", reason), () -> {
            switches.off(surface, model, reason);
            return surface;
        });
        new Report()
                .with("surface", surface)
                .with("model", model)
                .with("off", true)
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "on", description = "Switches on again what was switched off under just these names.")
    void on(
            @Parameters(paramLabel = "SURFACE", description = "as `switch list` shows it") String surface,
            @Parameters(paramLabel = "MODEL", description = "as `switch list` shows it") String model,
            @Option(names = "--json", description = "print JSON") boolean json) {
        SwitchTable switches = beans.get(SwitchTable.class);
        String subject = Operator.subject(SwitchRow.subject(surface, model));
        Operator.noted(beans, Act.Kind.SWITCH_ON, subject, new Report(), () -> {
            if (!switches.on(surface, model)) {
                throw new Operator.CannotException("that is not switched off; see `switch list`");
            }
            return surface;
        });
        new Report()
                .with("surface", surface)
                .with("model", model)
                .with("off", false)
                .print(spec.commandLine().getOut(), json);
    }

    @Command(name = "list", description = "Lists what is switched off.")
    void list(@Option(names = "--json", description = "print JSON") boolean json) {
        new Report()
                .with(
                        "switches",
                        beans.get(SwitchTable.class).all().stream()
                                .map(row -> new Report()
                                        .with("surface", row.surface())
                                        .with("model", row.model())
                                        .with("reason", row.reason())
                                        .with("created_at", row.createdAt()))
                                .toList())
                .print(spec.commandLine().getOut(), json);
    }
}
