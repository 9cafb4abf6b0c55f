package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.Locale;

/**
 * One job.
 *
 * @param postMillis from the request to its answer
 * @param terminalMillis from the request to the close of the workflow
 * @param events in the workflow's history
 */
record Sample(Side side, Phase phase, int repeat, double postMillis, double terminalMillis, long events) {

    static final String CSV_HEADER = "side,phase,repeat,post_ms,terminal_ms,events";

    /** The job as a line of the raw data. */
    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%.3f,%.3f,%d",
                word(side),
                word(phase),
                repeat,
                postMillis,
                terminalMillis,
                events);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
