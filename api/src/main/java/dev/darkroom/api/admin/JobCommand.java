package dev.darkroom.api.admin;

import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.job.JobEventRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.repair.Repairs;
import dev.darkroom.api.http.JobIds;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job show}. */
@Command(name = "job", description = "A look at a job.")
public final class JobCommand {

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    public JobCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Command(name = "show", description = "Shows a job: its row, its money, its log and where to look in Temporal.")
    void show(
            @Parameters(paramLabel = "ID", description = "in any of its forms") String id,
            @Option(names = "--json", description = "print JSON") boolean json) {
        JobRow row = JobIds.parse(id)
                .flatMap(ids -> beans.get(Jobs.class).find(ids.job()))
                .orElseThrow(() -> new Operator.CannotException("there is no job " + id));
        List<Report> money = beans.get(Ledger.class).movements(row.jobId()).stream()
                .map(transfer -> new Report()
                        .with("at", transfer.createdAt())
                        .with("kind", transfer.kind())
                        .with("amount_usd", Operator.dollars(transfer.amount()))
                        .with("from", transfer.debitAccount())
                        .with("to", transfer.creditAccount()))
                .toList();
        List<Report> log = beans.get(Jobs.class).events(row.jobId()).stream()
                .map(JobCommand::event)
                .toList();
        List<Report> artifacts = beans.get(Artifacts.class).ofJob(row.jobId()).stream()
                .map(artifact -> new Report()
                        .with("key", artifact.blobKey())
                        .with("bytes", artifact.bytes())
                        .with("sha256", artifact.sha256()))
                .toList();
        List<Report> repairs = beans.get(Repairs.class).of(row.jobId()).stream()
                .map(repair -> new Report()
                        .with("at", repair.at())
                        .with("kind", repair.kind())
                        .with("reason", repair.reason())
                        .with("actor", repair.actor()))
                .toList();
        summary(row)
                .with("money", money)
                .with("log", log)
                .with("repairs", repairs)
                .with("artifacts", artifacts)
                .with("temporal", beans.get(TemporalLinks.class).workflow(row.jobId()))
                .print(spec.commandLine().getOut(), json);
    }

    private static Report summary(JobRow row) {
        return new Report()
                .with("job", row.id())
                .with("state", row.state())
                .with("failure", row.outcome().failure())
                .with("tenant_id", row.tenantId())
                .with("surface", row.surface())
                .with("model", row.request().model())
                .with("images", row.request().images())
                .with("delivered", row.outcome().delivered())
                .with("created_at", row.createdAt())
                .with("started_at", row.startedAt())
                .with("completed_at", row.completedAt())
                .with("provider", row.work().provider())
                .with("ticket", row.work().ticket())
                .with("price_usd", Operator.dollars(row.quote().total()))
                .with("charged_usd", Operator.dollars(row.outcome().charged()))
                .with("refunded_usd", Operator.dollars(row.outcome().refunded()));
    }

    private static Report event(JobEventRow event) {
        return new Report()
                .with("at", event.at())
                .with("kind", event.kind())
                .with("state", event.state())
                .with("cause", event.cause())
                .with("provider", event.provider())
                .with("amount_usd", event.amount() == null ? null : Operator.dollars(event.amount()));
    }
}
