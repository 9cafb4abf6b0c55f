package dev.darkroom.infra.live.world;

import java.io.IOException;
import java.io.UncheckedIOException;

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

    private static void send(String signal, long pid) {
        int _ = run("kill", "-" + signal, Long.toString(pid));
    }

    /** The exit code of a command that says nothing. */
    static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }
}
