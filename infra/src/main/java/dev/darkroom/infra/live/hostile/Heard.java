package dev.darkroom.infra.live.hostile;

import java.util.Locale;

/**
 * What came on a connection until it was closed.
 *
 * @param text a character for each byte
 * @param closed whether it was closed by the other side
 */
record Heard(String text, boolean closed) {

    private static final String END_OF_HEAD = "\r\n\r\n";

    /** The status of the first answer that is not merely on its way; {@link Probe#SILENCE} where none came. */
    int status() {
        String answer = answer();
        // The answer has the version of the request, whatever that was.
        return answer.startsWith("HTTP/") ? Integer.parseInt(answer.substring(9, 12)) : Probe.SILENCE;
    }

    /** Without what says that a body may come. */
    private String answer() {
        return text.startsWith("HTTP/1.1 100 ") ? text.substring(text.indexOf(END_OF_HEAD) + 4) : text;
    }

    String head() {
        String answer = answer();
        int end = answer.indexOf(END_OF_HEAD);
        return end < 0 ? answer : answer.substring(0, end);
    }

    String body() {
        String answer = answer();
        int end = answer.indexOf(END_OF_HEAD);
        return end < 0 ? "" : answer.substring(end + END_OF_HEAD.length());
    }

    /** A header of the answer; empty where it has none. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head().lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .findFirst()
                .orElse("");
    }
}
