package dev.darkroom.activities.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/b/c?d, e, https://a.example/b/e",
        "https://a.example/b/c?d, /e?f=1, https://a.example/e?f=1",
        "https://a.example/b/c?d, ?e, https://a.example/b/c?e",
        "https://a.example/b/c?d, ../e, https://a.example/e",
        "https://a.example/b, ../../e?f, https://a.example/e?f",
        "https://a.example/b/c, ./e/../f, https://a.example/b/f",
        "https://a.example, e, https://a.example/e",
        "https://a.example, ?e, https://a.example/?e",
        "https://a.example:8443/b, //c.example/d, https://c.example/d",
        "https://a.example/b, http://c.example:8080/d%2Fe?f#g, http://c.example:8080/d%2Fe?f",
        "https://a.example/b, c#d, https://a.example/c",
        "https://a.example/b, 'data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'"
    })
    void leads_where_a_browser_would_go(String url, String location, String target) {
        assertEquals(target, Redirect.target(url, location));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[", "/a b", "http://a.example/\t", ":"})
    void what_is_no_reference_leads_nowhere(String location) {
        assertThrows(IllegalArgumentException.class, () -> Redirect.target("https://a.example/b", location));
    }
}
