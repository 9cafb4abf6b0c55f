package dev.darkroom.infra.live.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is done to processes. */
public final class Signals {

    private Signals() {}

    /** {@code kill -9}. */
    public static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** {@code kill -STOP}. */
    public static void freeze(long pid) {
        send("STOP", pid);
    }

    /** {@code kill -CONT}. */
    public static void thaw(long pid) {
        send("CONT", pid);
    }

    /** {@code kill -TERM}. */
    public static void terminate(long pid) {
        send("TERM", pid);
    }

    /** Whether the process still does anything: one that is dead and not yet reaped does not. */
    public static boolean lives(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            if (Files.exists(status)) {
                String text = Files.readString(status);
                return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
            }
        } catch (IOException e) {
            return false;
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }
}
