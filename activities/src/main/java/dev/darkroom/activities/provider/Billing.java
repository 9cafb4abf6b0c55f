package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.money.MicroUsd;

/**
 * What a provider bills us for a job, by one of its routes. Callers pay our prices and never see this: it tells only what
 * we lose on images that they do not get.
 *
 * @param from from when on it bills
 * @param perImage what it bills for an image
 */
public record Billing(Moment from, MicroUsd perImage) {

    /** A provider that costs nothing. */
    public static final Billing NOTHING = new Billing(Moment.NEVER, MicroUsd.ZERO);

    /** From when on a job is billed, whatever becomes of it then. */
    public enum Moment {
        NEVER,
        /** Once it is taken: every image that was asked for, also where it is canceled in time. */
        ACCEPTED,
        /** Once work on it has begun: every image that was asked for. */
        STARTED,
        /** Once its images are made: those that are, also where they are withheld or never fetched. */
        COMPLETED
    }
}
