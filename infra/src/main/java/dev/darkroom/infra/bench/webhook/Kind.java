package dev.darkroom.infra.bench.webhook;

import java.util.Locale;

/** What is measured. */
enum Kind {
    /** From the end of a job, by its row, to the first byte at the receiver; one job at a time. */
    WEBHOOK,
    /** Two hops of a bare workflow. */
    TWO_HOPS,
    /** The workflow steps of a webhook with nothing in them. */
    SAME_STEPS,
    /** As {@link #WEBHOOK}, while another tenant's receiver hangs. */
    BESIDE_HOLE,
    /** As {@link #WEBHOOK}, while another tenant's receiver answers. */
    BESIDE_HEALTHY;

    /** How the raw data calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
