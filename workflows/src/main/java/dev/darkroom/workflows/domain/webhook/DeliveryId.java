package dev.darkroom.workflows.domain.webhook;

import java.util.UUID;

/**
 * A delivery: an event on its way to one destination.
 *
 * @param value 128 bits, unique
 */
public record DeliveryId(UUID value) {

    /** The lower-case hyphenated form. */
    public static DeliveryId of(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    /** The lower-case hyphenated form: 36 characters. */
    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
