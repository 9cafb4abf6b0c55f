package dev.darkroom.activities.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    private final UrlRules strict = rules(new NetworkConfig(false, false, "443"));
    private final UrlRules plain = rules(TestHttp.PUBLIC);
    private final UrlRules local = rules(TestHttp.LOCAL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/",
                "HTTPS://Example.COM/a.png",
                "https://example.com:443/a%20b.png?x=%E2%82%AC&y=1",
                "https://a.b-c.example.co.uk/~u/ü.png",
                "https://xn--bcher-kva.example/",
                "https://bucher.xn--p1ai/"
            })
    void public_https_urls_may_be_called(String url) {
        assertEquals(Optional.empty(), strict.objection(url));
        assertEquals(Optional.empty(), local.objection(url));
    }

    @ParameterizedTest
    @FieldSource("dev.darkroom.activities.net.RefusedUrls#HOSTS")
    void hosts_that_are_not_public_names_may_not_be_called(String rest) {
        refuses(rest);
    }

    @ParameterizedTest
    @FieldSource("dev.darkroom.activities.net.RefusedUrls#LOOKALIKES")
    void what_only_looks_like_a_url_may_not_be_called(String rest) {
        refuses(rest);
    }

    private void refuses(String rest) {
        assertNotEquals(Optional.empty(), strict.objection("https" + rest));
        assertNotEquals(Optional.empty(), plain.objection("http" + rest));
    }

    @ParameterizedTest
    @FieldSource("dev.darkroom.activities.net.RefusedUrls#SCHEMES")
    void other_schemes_are_not_called(String url) {
        assertNotEquals(Optional.empty(), strict.objection(url));
        if (!url.startsWith("http:")) {
            assertNotEquals(Optional.empty(), local.objection(url));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://good.com/, http://good.com:80/, http://good.com:443/",
        "http://localhost:8080/, http://minio:9000/a, http://db.internal/",
        "http://127.0.0.1:1/, http://10.1.2.3/, http://[::1]:8080/",
        "https://192.168.1.1/, https://[fc00::1]/, https://8.8.8.8/"
    })
    void with_http_and_local_addresses_allowed_these_may_be_called(String one, String two, String three) {
        assertEquals(Optional.empty(), local.objection(one));
        assertEquals(Optional.empty(), local.objection(two));
        assertEquals(Optional.empty(), local.objection(three));
    }

    @ParameterizedTest
    @FieldSource("dev.darkroom.activities.net.RefusedUrls#ALWAYS")
    void and_these_still_not(String url) {
        assertNotEquals(Optional.empty(), local.objection(url));
    }

    @Test
    void the_text_has_a_longest_length() {
        String longest = "https://good.com/" + "a".repeat(2048 - 17);
        assertEquals(Optional.empty(), strict.objection(longest));
        assertEquals(Optional.of("must have at most 2048 characters"), strict.objection(longest + "a"));
        assertNotEquals(Optional.empty(), strict.objection("https://" + "a.".repeat(130) + "com/"));
    }

    @Test
    void ports_are_those_of_the_setting() {
        UrlRules two = rules(new NetworkConfig(false, false, "443,8443"));
        assertEquals(Optional.empty(), two.objection("https://good.com:8443/"));
        assertEquals(Optional.of("must use port 443 or 8443"), two.objection("https://good.com:8444/"));
        assertEquals(Optional.of("must use port 443"), strict.objection("https://good.com:80/"));
    }

    @Test
    void an_objection_says_what_is_wrong_and_nothing_of_the_url() {
        assertEquals(Optional.of("must be https"), strict.objection("http://good.com/"));
        assertEquals(Optional.of("must be http or https"), plain.objection("ftp://good.com/"));
        assertEquals(Optional.of("must have a public host name"), strict.objection("https://10.0.0.1/"));
        assertEquals(Optional.of("must not have user information"), strict.objection("https://a:b@good.com/"));
    }

    private static UrlRules rules(NetworkConfig config) {
        return new UrlRules(config, new AddressGuard(config));
    }
}
