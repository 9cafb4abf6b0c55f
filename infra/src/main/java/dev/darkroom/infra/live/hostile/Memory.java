package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a Java process holds on to: what is left of its heap after a collection. What it has of the machine's memory
 * says less: a heap grows to its bound where there is work, and stays there.
 */
final class Memory {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");
    private static final long MIB = 1 << 20;

    private Memory() {}

    /** Of each process, in MiB. A process that has died is a miss. */
    static List<Long> held(List<Long> pids) {
        return pids.stream().map(Memory::held).toList();
    }

    /** A histogram of the living objects; it collects the others first. */
    private static long held(long pid) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(text);
            MissException.unless(total.find(), "the process %d does not tell what it holds".formatted(pid));
            return Long.parseLong(total.group(1)) / MIB;
        } catch (IOException e) {
            throw new MissException("no histogram of the process %d: %s".formatted(pid, e));
        }
    }
}
