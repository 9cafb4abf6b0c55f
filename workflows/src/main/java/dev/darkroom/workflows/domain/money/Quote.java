package dev.darkroom.workflows.domain.money;

/**
 * The price promised when a job was accepted. It is frozen there: a later change of the catalogue moves no job.
 *
 * @param what the line as a caller reads it, for example {@code text_to_image standard}
 * @param unitPrice the price of one image or of the call
 * @param images how many images were asked for, 1 or more
 * @param per what {@code unitPrice} is paid for
 */
public record Quote(String what, MicroUsd unitPrice, int images, PriceUnit per) {

    public Quote {
        if (images < 1) {
            throw new IllegalArgumentException("a quote is for one image or more");
        }
    }

    /** How many units are paid for. */
    public int units() {
        return switch (per) {
            case IMAGE -> images;
            case CALL -> 1;
        };
    }

    /** The whole price: what is held at acceptance and debited by the workflow's first act. */
    public MicroUsd total() {
        return unitPrice.times(units());
    }
}
