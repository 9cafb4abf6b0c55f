package dev.darkroom.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Runs commands of the product. */
final class Operator {

    private static final long SECONDS_MAX = 60;

    private final UnaryOperator<List<String>> program;
    private final Map<String, String> environment;
    private final Path log;

    /**
     * Runs commands of a program.
     *
     * @param program the command line of a command
     * @param log where the last command's complaints are
     */
    Operator(UnaryOperator<List<String>> program, Map<String, String> environment, Path log) {
        this.program = program;
        this.environment = environment;
        this.log = log;
    }

    /**
     * Runs one to its end.
     *
     * @return what it printed, without its complaints: a JVM has some of its own to say there
     * @throws CannotStartException where it failed
     */
    String run(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(program.apply(List.of(arguments)));
        builder.environment().putAll(environment);
        builder.environment().put("DARKROOM_LOG_FORMAT", "none");
        builder.redirectError(log.toFile());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                String complaints = Files.readString(log);
                throw new CannotStartException(
                        "`%s` failed: %s".formatted(String.join(" ", arguments), (said + complaints).trim()));
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
