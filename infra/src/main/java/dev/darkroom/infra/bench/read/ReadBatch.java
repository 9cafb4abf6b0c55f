package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Reads of one resource that were made in a row.
 *
 * @param seconds from the first request to the last answer
 * @param p50Millis half of the answers came at least so soon
 * @param productSeconds of CPU that the product's processes used
 * @param serverSeconds of CPU that Temporal and the database used
 * @param callerSeconds of CPU that this process used, which reads
 */
record ReadBatch(
        Resource resource,
        Phase phase,
        int repeat,
        int reads,
        double seconds,
        double p50Millis,
        double p99Millis,
        OptionalDouble productSeconds,
        OptionalDouble serverSeconds,
        OptionalDouble callerSeconds) {

    static final String CSV_HEADER =
            "resource,phase,repeat,reads,seconds,p50_ms,p99_ms,product_cpu_s,server_cpu_s,caller_cpu_s";

    double perSecond() {
        return reads / seconds;
    }

    OptionalDouble productMillisPerRead() {
        return millisPerRead(productSeconds);
    }

    OptionalDouble serverMillisPerRead() {
        return millisPerRead(serverSeconds);
    }

    /** How much of all the CPU time that a read took was the reader's own. */
    OptionalDouble callerPercent() {
        if (productSeconds.isEmpty() || serverSeconds.isEmpty() || callerSeconds.isEmpty()) {
            return OptionalDouble.empty();
        }
        double caller = callerSeconds.getAsDouble();
        return OptionalDouble.of(100 * caller / (productSeconds.getAsDouble() + serverSeconds.getAsDouble() + caller));
    }

    /** The batch as a line of the raw data. */
    String csv() {
        return String.join(
                ",",
                List.of(
                        word(resource),
                        word(phase),
                        Integer.toString(repeat),
                        Integer.toString(reads),
                        text(seconds),
                        text(p50Millis),
                        text(p99Millis),
                        text(productSeconds),
                        text(serverSeconds),
                        text(callerSeconds)));
    }

    private OptionalDouble millisPerRead(OptionalDouble all) {
        return all.isPresent() ? OptionalDouble.of(1000 * all.getAsDouble() / reads) : all;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? text(value.getAsDouble()) : "";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
