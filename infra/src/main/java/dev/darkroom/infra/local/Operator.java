package dev.darkroom.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands of the product. */
final class Operator {

    private static final long SECONDS_MAX = 60;

    private final Applications applications;

    Operator(Applications applications) {
        this.applications = applications;
    }

    /**
     * Runs one to its end.
     *
     * @return what it printed
     * @throws CannotStartException where it failed
     */
    String run(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(applications.command(List.of(arguments)));
        builder.environment().putAll(applications.environment());
        builder.environment().put("DARKROOM_LOG_FORMAT", "none");
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CannotStartException("`%s` failed: %s".formatted(String.join(" ", arguments), said.trim()));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("interrupted");
        }
    }
}
