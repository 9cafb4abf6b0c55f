package dev.darkroom.infra.bench.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP answer.
 *
 * @param length of the head, with the empty line at its end
 * @param bodyLength what follows it
 */
record AnswerHead(int status, int length, int bodyLength) {

    private static final String END = "\r\n\r\n";
    private static final String VERSION = "HTTP/1.1 ";
    private static final String BODY_LENGTH = "\r\ncontent-length:";
    private static final int STATUS_LENGTH = 3;

    /**
     * The head, of the bytes received so far; empty where more have to come.
     *
     * @throws IOException where it does not say how long the body is
     */
    static Optional<AnswerHead> of(byte[] bytes, int received) throws IOException {
        String text = new String(bytes, 0, received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END);
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        int name = head.indexOf(BODY_LENGTH);
        if (!text.startsWith(VERSION) || name < 0) {
            throw new IOException(
                    "an answer of another form: " + head.lines().findFirst().orElse(""));
        }
        int value = name + BODY_LENGTH.length();
        int valueEnd = head.indexOf('\r', value);
        String length = head.substring(value, valueEnd < 0 ? head.length() : valueEnd);
        String status = text.substring(VERSION.length(), VERSION.length() + STATUS_LENGTH);
        return Optional.of(
                new AnswerHead(Integer.parseInt(status), end + END.length(), Integer.parseInt(length.strip())));
    }
}
