package dev.darkroom.infra.local.receiver;

import java.io.Writer;
import java.time.Duration;

/** What a command has printed so far, by whatever threads. */
final class Said extends Writer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StringBuilder text = new StringBuilder();
    private int read;

    @Override
    public synchronized void write(char[] characters, int offset, int length) {
        text.append(characters, offset, length);
        notifyAll();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** What was said since the last time, up to the end of the line with that; waits for it. */
    synchronized String until(String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int end = endOf(wanted);
        while (end < 0) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("not said: %s, but: %s".formatted(wanted, text));
            }
            wait(millis);
            end = endOf(wanted);
        }
        String said = text.substring(read, end);
        read = end;
        return said;
    }

    private int endOf(String wanted) {
        int begin = text.indexOf(wanted, read);
        int end = begin < 0 ? -1 : text.indexOf("\n", begin);
        return end < 0 ? -1 : end + 1;
    }
}
