package dev.darkroom.activities.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    private static final String URL = "https://hooks.example/secret-path";

    @Test
    void its_text_tells_neither_where_to_nor_the_secrets() {
        assertEquals(
                "Message[id=evt_0123456789abcdef0123456789abcdef, headers=[X-Webhook-Event], bytes=87]",
                TestMessage.to(URL).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_not base64",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void what_is_no_secret_signs_nothing_and_is_not_repeated(String secret) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TestMessage.to(URL, List.of(secret)));
        assertEquals("a webhook is signed with one or two secrets, whsec_ and base64", failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    @Test
    void there_are_one_or_two_secrets() {
        String secret = TestMessage.SECRET;
        assertEquals(1, TestMessage.to(URL, List.of(secret)).secrets().size());
        assertEquals(2, TestMessage.to(URL, List.of(secret, secret)).secrets().size());
        assertThrows(IllegalArgumentException.class, () -> TestMessage.to(URL, List.of()));
        assertThrows(IllegalArgumentException.class, () -> TestMessage.to(URL, List.of(secret, secret, secret)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evt 1", "evt.1", "evt_1\r\nX: y", "ümlaut"})
    void an_id_is_fit_for_a_header_and_for_what_is_signed(String id) {
        assertThrows(IllegalArgumentException.class, () -> message(id, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Host, a.example",
        "Content-Type, text/html",
        "Content-Length, 1",
        "Transfer-Encoding, chunked",
        "Cookie, a=b",
        "Authorization, Bearer a",
        "webhook-id, evt_1",
        "X-A: b, c",
        "X-, a",
        "X-A, ''",
        "X-A, ' a'",
        "X-A, 'a ü'"
    })
    void a_surface_adds_headers_of_its_own_alone(String name, String value) {
        assertThrows(IllegalArgumentException.class, () -> message("evt_1", Map.of(name, value)));
    }

    @Test
    void no_header_has_a_second_line() {
        assertThrows(IllegalArgumentException.class, () -> message("evt_1", Map.of("X-A", "b\r\nHost: c")));
        assertFalse(message("evt_1", Map.of("X-A", "b c")).headers().isEmpty());
    }

    private static Message message(String id, Map<String, String> headers) {
        return new Message(URL, id, List.of(TestMessage.SECRET), headers, new byte[0]);
    }
}
