package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.WebhookActivities.DeliveryEnd;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.webhook.DeliverySchedule;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads at the top of a delivery's page in the Temporal UI: Markdown, hosts and numbers only. Where an
 * attempt is under way or waited for, the page's pending activity says which one it is, how the last one ended and when
 * the next is due: to say so here too would write a line of history for each.
 */
public final class DeliveryDetails {

    private DeliveryDetails() {}

    /** The line under the workflow's name. */
    public static String summary(Notice notice) {
        int others = notice.destinations().size() - 1;
        String host = notice.destinations().getFirst().host();
        String to = others == 0 ? host : "%s and %d more".formatted(host, others);
        return notice.redelivery() == 0
                ? "%s -> %s".formatted(notice.kind().word(), to)
                : "%s -> %s, again (%d)".formatted(notice.kind().word(), to, notice.redelivery());
    }

    /** The summary of the activity that delivers to one destination. */
    static String summary(Notice notice, Destination destination) {
        return "%s -> %s".formatted(notice.kind().word(), destination.host());
    }

    /**
     * Where each delivery stands.
     *
     * @param ends those that have ended, by the index of their destination
     */
    static String table(Notice notice, SortedMap<Integer, DeliveryEnd> ends) {
        String rows = notice.destinations().stream()
                .map(destination ->
                        row(destination, ends.get(notice.destinations().indexOf(destination))))
                .collect(Collectors.joining());
        return """
            Event **%s** `%s`

            | Host | State | Attempts | Last status | Next try |
            |---|---|---|---|---|
            %s\
            """.formatted(notice.kind().word(), notice.event(), rows);
    }

    private static String row(Destination destination, @Nullable DeliveryEnd end) {
        if (end == null) {
            return "| %s | pending | of %d: see the pending activity | its last failure | its next attempt |\n"
                    .formatted(destination.host(), DeliverySchedule.TRIES_MAX);
        }
        String status = end.status() == null ? "no answer" : Integer.toString(end.status());
        return "| %s | **%s** | %d | %s | none |\n"
                .formatted(destination.host(), end.state().word(), end.attempts(), status);
    }
}
