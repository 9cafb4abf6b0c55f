package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.send.Attempt;

/** Attempts as they are written down. */
final class Attempts {

    private Attempts() {}

    static WebhookDeliveries.Made made(Attempt attempt) {
        return new WebhookDeliveries.Made(
                attempt.at(),
                attempt.status(),
                attempt.took(),
                attempt.problem() == null ? null : attempt.problem().word(),
                attempt.answer(),
                attempt.isSuccess(),
                attempt.isGone());
    }

    /** What came of it, in a word. */
    static String what(Attempt attempt) {
        if (attempt.status() != null) {
            return "status " + attempt.status();
        }
        return attempt.problem() == null ? "no answer" : attempt.problem().word();
    }
}
