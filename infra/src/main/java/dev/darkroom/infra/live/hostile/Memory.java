package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory processes have, as Linux tells. */
final class Memory {

    private static final String RESIDENT = "VmRSS:";
    private static final int KIB_OF_MIB = 1024;

    private Memory() {}

    /** Of each process, in MiB. A process that has died is a miss. */
    static List<Long> resident(List<Long> pids) {
        return pids.stream().map(Memory::resident).toList();
    }

    private static long resident(long pid) {
        Path status = Path.of("/proc/%d/status".formatted(pid));
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_OF_MIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new MissException("the process %d has died".formatted(pid));
        }
    }
}
