package dev.darkroom.infra.local.receiver;

import java.time.Instant;

/**
 * One attempt of a delivery, as it arrived.
 *
 * @param number counts what arrived since the start, from 1
 * @param arrival how often this event's id has arrived, this time included
 * @param path where it was sent to
 */
record Delivery(
        long number, int arrival, Instant at, String path, Signature signature, Verdict verdict, Content content) {

    boolean isRepeat() {
        return arrival > 1;
    }

    boolean isVerified() {
        return verdict == Verdict.VERIFIED;
    }
}
