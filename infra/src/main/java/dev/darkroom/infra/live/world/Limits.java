package dev.darkroom.infra.live.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of the machine a running process may have, by {@code prlimit}. */
public final class Limits {

    private Limits() {}

    /** What can run out. */
    public enum Resource {
        /** Open files and sockets. */
        FILES("nofile"),
        /** The length of a file, as on a full disk. */
        DISK("fsize");

        private final String option;

        Resource(String option) {
            this.option = option;
        }
    }

    /**
     * From now on it gets no more than it has.
     *
     * @return whether it did; false where it has ended
     */
    public static boolean exhaust(long pid, Resource resource) {
        return switch (resource) {
            case FILES -> set(pid, resource, Long.toString(open(pid)));
            case DISK -> set(pid, resource, "0");
        };
    }

    /** It gets what it may again. */
    public static void lift(long pid, Resource resource) {
        boolean _ = set(pid, resource, most(pid, resource));
    }

    private static boolean set(long pid, Resource resource, String soft) {
        return Signals.run("prlimit", "--pid", Long.toString(pid), "--%s=%s:".formatted(resource.option, soft)) == 0;
    }

    private static long open(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The hard limit, to which the soft one may be lifted. */
    private static String most(long pid, Resource resource) {
        String name = resource == Resource.FILES ? "Max open files" : "Max file size";
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/limits".formatted(pid)))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split("\\s+")[1])
                    .findFirst()
                    .orElse("unlimited");
        } catch (IOException e) {
            return "unlimited";
        }
    }
}
