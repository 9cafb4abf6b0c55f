package dev.darkroom.workflows.domain.money;

/**
 * How a debited price is divided at the end of a job. A settlement that does not add up cannot be made.
 *
 * @param debited what the wallet paid into the job's escrow
 * @param captured what goes from escrow to revenue
 * @param refunded what goes from escrow back to the wallet
 */
public record Settlement(MicroUsd debited, MicroUsd captured, MicroUsd refunded) {

    /** For a job that ended before its debit: no money moved. */
    public static final Settlement NONE = new Settlement(MicroUsd.ZERO, MicroUsd.ZERO, MicroUsd.ZERO);

    public Settlement {
        if (!captured.plus(refunded).equals(debited)) {
            throw new IllegalArgumentException("captured and refunded do not add up to what was debited");
        }
    }
}
