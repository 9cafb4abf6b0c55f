package dev.darkroom.workflows.domain.job;

/**
 * What an upstream gave for an accepted submit: all that is needed to ask for it, fetch it or cancel it from any
 * process.
 *
 * @param provider who gave it
 * @param reference the upstream's own name of the work, at most {@value #REFERENCE_LENGTH_MAX} characters; no secret
 */
public record ProviderTicket(ProviderId provider, String reference) {

    public static final int REFERENCE_LENGTH_MAX = 255;

    public ProviderTicket {
        if (reference.isEmpty() || reference.length() > REFERENCE_LENGTH_MAX) {
            throw new IllegalArgumentException("a ticket's reference has 1 to 255 characters");
        }
    }
}
