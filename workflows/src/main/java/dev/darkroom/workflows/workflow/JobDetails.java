package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.CreditActivities.Charged;
import dev.darkroom.workflows.contract.CreditActivities.Settled;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ProviderTicket;

/** What an operator reads at the top of a job's page in the Temporal UI: Markdown, no text of a caller. */
final class JobDetails {

    private JobDetails() {}

    static String charging(int failures) {
        String waiting =
                failures == 0 ? "the debit" : "the database, which failed the debit %d times".formatted(failures);
        return table("PENDING", "held, not charged", "none", waiting);
    }

    static String preparing(Charged charged, String waitsFor) {
        return table("QUEUED", inEscrow(charged), "none", waitsFor);
    }

    static String submitting(Charged charged, int route) {
        return table(
                "QUEUED",
                inEscrow(charged),
                "none",
                "%s to take the work".formatted(charged.routes().get(route).provider()));
    }

    static String waiting(Charged charged, ProviderTicket ticket) {
        return table("RUNNING", inEscrow(charged), text(ticket), "%s to finish".formatted(ticket.provider()));
    }

    static String storing(Charged charged, ProviderTicket ticket) {
        return table("RUNNING", inEscrow(charged), text(ticket), "storage");
    }

    static String settling(int failures) {
        String waiting = failures == 0
                ? "the settlement"
                : "the database, which failed the settlement %d times".formatted(failures);
        return table("RUNNING", "in escrow", "done", waiting);
    }

    static String ended(Settled settled) {
        FailureKind failure = settled.failure();
        String why = failure == null ? "nothing" : "nothing: **%s** %s".formatted(failure.code(), failure.message());
        String money = "%s charged, %s refunded"
                .formatted(settled.charged().inUsd(), settled.refunded().inUsd());
        return table(String.valueOf(settled.state()), money, settled.delivered() + " delivered", why);
    }

    private static String inEscrow(Charged charged) {
        return charged.price().inUsd() + " in escrow";
    }

    private static String text(ProviderTicket ticket) {
        return "%s `%s`".formatted(ticket.provider(), ticket.reference());
    }

    private static String table(String state, String money, String work, String waitsFor) {
        return """
            | State | Money | Provider's work | Waits for |
            |---|---|---|---|
            | **%s** | %s | %s | %s |
            """.formatted(state, money, work, waitsFor);
    }
}
