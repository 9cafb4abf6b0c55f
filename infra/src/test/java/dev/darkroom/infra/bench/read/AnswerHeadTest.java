package dev.darkroom.infra.bench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Other: 7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx-other: 7\r\ncontent-length:5\r\n\r\n",
                "HTTP/1.1 200 \r\ncontent-length:   5  \r\n\r\n"
            })
    void the_length_of_the_body_is_in_the_head(String head) throws IOException {
        assertEquals(Optional.of(new AnswerHead(200, head.length(), 5)), of(head));
        assertEquals(Optional.of(new AnswerHead(200, head.length(), 5)), of(head + "\r\n\r\nx"));
    }

    @Test
    void a_head_without_its_end_is_not_one_yet() throws IOException {
        String head = "HTTP/1.1 404 Not Found\r\ncontent-length: 12\r\n\r\n";
        for (int received = 0; received < head.length(); received++) {
            assertEquals(Optional.empty(), AnswerHead.of(bytes(head), received));
        }
        assertEquals(Optional.of(new AnswerHead(404, head.length(), 12)), of(head));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx-content-length: 5\r\n\r\n",
                "HTTP/1.0 200 OK\r\ncontent-length: 5\r\n\r\n"
            })
    void an_answer_of_another_form_is_none(String head) {
        assertThrows(IOException.class, () -> of(head));
    }

    private static Optional<AnswerHead> of(String text) throws IOException {
        return AnswerHead.of(bytes(text), text.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
