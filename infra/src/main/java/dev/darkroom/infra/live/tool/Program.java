package dev.darkroom.infra.live.tool;

import dev.darkroom.infra.live.world.MissException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program, and how it is run.
 *
 * @param command the program and its arguments
 * @param folder in which it runs
 * @param environment what is set for it
 * @param most how long it may take
 */
public record Program(List<String> command, Path folder, Map<String, String> environment, Duration most) {

    private static final Pattern ERROR = Pattern.compile("\\w*error\\b", Pattern.CASE_INSENSITIVE);

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Hides the environment, where keys are. */
    @Override
    public String toString() {
        return "Program[%s]".formatted(command);
    }

    /**
     * What a program left that has ended by itself.
     *
     * @param out the file with what it wrote to standard output
     * @param complaints the file with what it wrote to standard error
     */
    public record Ended(int code, Path out, Path complaints) {

        /** The last line of its output that is not empty. */
        public String lastLine() {
            return text(out).strip().lines().reduce("", (before, line) -> line);
        }

        /** Its output. */
        public String said() {
            return text(out);
        }

        /** Why it failed, as far as one line says it: its last complaint that is called an error, else its last line. */
        public String lastWord() {
            List<String> lines = Stream.of(out, complaints)
                    .flatMap(file -> text(file).strip().lines())
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> ERROR.matcher(line).lookingAt())
                    .reduce((before, line) -> line)
                    .orElse(lines.isEmpty() ? "" : lines.getLast());
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Whether there is a program of that name here.
     *
     * @param name as it is called on the command line
     */
    public static boolean isHere(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * Runs it to its end.
     *
     * @param log what it says goes to two files that begin with this
     * @throws MissException where it takes too long
     */
    public Ended run(Path log) {
        Path out = log.resolveSibling(log.getFileName() + ".out");
        Path complaints = log.resolveSibling(log.getFileName() + ".err");
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(complaints.toFile());
            builder.environment().putAll(environment);
            return new Ended(code(builder.start(), out), out, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int code(Process process, Path out) {
        try {
            MissException.unless(
                    process.waitFor(most.toSeconds(), TimeUnit.SECONDS),
                    "%s took more than %d s, see %s".formatted(command.getFirst(), most.toSeconds(), out));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
