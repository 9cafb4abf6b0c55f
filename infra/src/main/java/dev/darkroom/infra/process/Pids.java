package dev.darkroom.infra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes by their ids. */
public final class Pids {

    private static final char ZOMBIE = 'Z';

    private Pids() {}

    /** Whether the process still does anything: one that is dead and not yet reaped is listed, and does not. */
    public static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
    }

    /** The state is the first word after the name, which stands in parentheses and may hold any of them itself. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == ZOMBIE;
        } catch (IOException e) {
            return false;
        }
    }
}
