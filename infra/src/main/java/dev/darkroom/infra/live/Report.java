package dev.darkroom.infra.live;

import dev.darkroom.infra.live.check.Check;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** One line per check, and how many held. */
final class Report {

    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private int passed;
    private int failed;

    Report(PrintWriter out) {
        this.out = out;
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    void run(Check check, Product product) {
        long started = System.nanoTime();
        try {
            String seen = check.run(product);
            passed++;
            say("ok  ", started, check, seen);
        } catch (MissException | IOException | UncheckedIOException e) {
            failed++;
            say("MISS", started, check, String.valueOf(e.getMessage()));
        }
    }

    private void say(String verdict, long started, Check check, String seen) {
        double seconds = (System.nanoTime() - started) / NANOS;
        out.printf("  %s %6.1f s  %s%n                %s%n", verdict, seconds, check.claim(), seen);
        out.flush();
    }
}
