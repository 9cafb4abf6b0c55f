package dev.darkroom.workflows.domain.money;

/** What a catalogue price is paid for, and so what comes back when less is delivered. */
public enum PriceUnit {
    /** Every image has its price; an image that is not delivered is refunded. */
    IMAGE,
    /** The call has one price; it is kept once an image was delivered, else refunded whole. */
    CALL
}
