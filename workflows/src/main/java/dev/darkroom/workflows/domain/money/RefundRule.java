package dev.darkroom.workflows.domain.money;

/** Where a refund is decided: what of a debited price is kept for the images that were delivered. */
public final class RefundRule {

    private RefundRule() {}

    /**
     * The settlement of a job whose whole quote was debited.
     *
     * @param delivered images stored for the caller, 0 to {@code quote.images()}; 0 for a job that failed
     */
    public static Settlement settle(Quote quote, int delivered) {
        if (delivered < 0 || delivered > quote.images()) {
            throw new IllegalArgumentException(
                    "%d of %d images cannot be delivered".formatted(delivered, quote.images()));
        }
        MicroUsd captured = switch (quote.per()) {
            case IMAGE -> quote.unitPrice().times(delivered);
            case CALL -> delivered == 0 ? MicroUsd.ZERO : quote.unitPrice();
        };
        MicroUsd debited = quote.total();
        return new Settlement(debited, captured, debited.minus(captured));
    }
}
