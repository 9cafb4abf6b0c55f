package dev.darkroom.activities.webhook.send;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a receiver answered, made fit to be stored: no one knows what it is, and its owner shall read it all the same. */
final class AnswerText {

    static final int BYTES_MAX = 1024;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]");
    private static final String REPLACEMENT = "\uFFFD";

    private AnswerText() {}

    /**
     * The text of the first {@value #BYTES_MAX} bytes. What is not UTF-8, and control characters apart from tabs and
     * line ends, are replaced; a character that the end cuts in two is left out.
     *
     * @param count how many bytes of the array there are
     */
    static String of(byte[] bytes, int count) {
        boolean whole = count <= BYTES_MAX;
        CharBuffer text = CharBuffer.allocate(BYTES_MAX);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes, 0, Math.min(count, BYTES_MAX)), text, whole);
        String lines = text.flip().toString().replace("\r\n", "\n");
        return CONTROL.matcher(lines).replaceAll(REPLACEMENT);
    }
}
