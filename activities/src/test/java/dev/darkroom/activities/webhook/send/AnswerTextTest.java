package dev.darkroom.activities.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextTest {

    @Test
    void a_text_stays_what_it_is() {
        String text = "{\"a\":\t\"Grüße <script>\"}\n\uD83D\uDE00";
        assertEquals(text, text(text));
        assertEquals("", text(""));
    }

    @ParameterizedTest
    @CsvSource({
        "00, \uFFFD",
        "611B5B316D, a\uFFFD[1m",
        "617F62, a\uFFFDb",
        "61C28562, a\uFFFDb",
        "61FF62, a\uFFFDb",
        "C0AF, \uFFFD\uFFFD",
        "EDA080, \uFFFD",
        "61E282, a\uFFFD",
        "610D62, a\uFFFDb"
    })
    void what_cannot_be_shown_is_replaced(String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(expected, AnswerText.of(bytes, bytes.length));
    }

    @Test
    void a_line_ends_in_one_way() {
        assertEquals("a\nb\nc", text("a\r\nb\nc"));
    }

    @Test
    void only_the_beginning_is_kept_and_no_half_character() {
        assertEquals("a".repeat(1024), text("a".repeat(1025)));
        assertEquals("a".repeat(1023), text("a".repeat(1023) + "ü"));
        assertEquals("a".repeat(1022) + "ü", text("a".repeat(1022) + "üa"));
        assertEquals("ü".repeat(512), text("ü".repeat(512)));
    }

    @Test
    void what_lies_behind_the_count_is_not_read() {
        assertEquals("ab", AnswerText.of("abc".getBytes(StandardCharsets.UTF_8), 2));
        assertEquals("", AnswerText.of(Arrays.copyOf(new byte[0], 9), 0));
    }

    private static String text(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return AnswerText.of(bytes, bytes.length);
    }
}
