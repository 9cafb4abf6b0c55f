package dev.darkroom.activities.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(
            strings = {
                "://127.0.0.1",
                "://localhost",
                "://0",
                "://127.1",
                "://127.0.1",
                "://2130706433",
                "://0x7f000001",
                "://0x7f.1",
                "://017700000001",
                "://0177.0.0.1",
                "://010.0.0.1",
                "://127.0.0.01",
                "://1.2.3.4.5",
                "://[::1]",
                "://[::]",
                "://[::ffff:127.0.0.1]",
                "://[::127.0.0.1]",
                "://[64:ff9b::a9fe:a9fe]",
                "://[fe80::1%25eth0]",
                "://[fe80::1%eth0]",
                "://127.0.0.1\\@good.com",
                "://good.com@169.254.169.254",
                "://good.com:443@10.0.0.1:80",
                "://user:secret@good.com",
                "://@good.com",
                "://127.0.0.1#@good.com",
                "://good.com#x",
                "://metadata.google.internal",
                "://169.254.169.254/computeMetadata/v1/",
                "://[fd00:ec2::254]",
                "://100.100.100.200",
                "://192.0.0.192",
                "://2852039166",
                "://[2002:a9fe:a9fe::]",
                "://8.8.8.8",
                "://kubernetes.default.svc",
                "://kubernetes.default.svc.cluster.local",
                "://temporal-frontend",
                "://a_b.example.com",
                "://good.com.",
                "://good..com",
                "://-good.com",
                "://１２７.0.0.1",
                "://127。0。0。1",
                "://еxample.com",
                "://good.com%00.evil.com",
                "://good%2ecom",
                "://goo\td.com"
            })
    void hosts_that_are_not_public_names_may_not_be_called(String rest) {
        refuses(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "://good.com/\r\nX: y",
                "://good.com/a\nb",
                "://good.com/a b",
                "://good.com/%0d%0aX:%20y",
                "://good.com/%00",
                "://good.com/?a=%7F",
                "://good.com:0/",
                "://good.com:22/",
                "://good.com:25/",
                "://good.com:3306/",
                "://good.com:6379/",
                "://good.com:7233/",
                "://good.com:65536/",
                "://good.com:-1/",
                "://good.com:99999999999/",
                "://good.com:4 43/",
                ":///etc/passwd",
                "://",
                ":",
                ":good.com"
            })
    void what_only_looks_like_a_url_may_not_be_called(String rest) {
        refuses(rest);
    }

    private void refuses(String rest) {
        assertNotEquals(Optional.empty(), strict.objection("https" + rest));
        assertNotEquals(Optional.empty(), plain.objection("http" + rest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good.com",
                "//good.com/",
                "/a.png",
                "http://good.com/",
                "file:///etc/passwd",
                "file://good.com/etc/passwd",
                "gopher://good.com/",
                "ftp://good.com/",
                "jar:http://x!/",
                "jar:https://good.com/a.jar!/a.png",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "ws://good.com/",
                "mailto:a@good.com"
            })
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
    @ValueSource(
            strings = {
                "http://0/",
                "http://0.0.0.0/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://169.254.169.254/",
                "http://2852039166/",
                "http://[::]/",
                "http://[::127.0.0.1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]/",
                "http://[::1%25lo]/",
                "http://100.100.100.200/",
                "http://localhost./",
                "http://user@localhost/",
                "http://localhost:65536/",
                "http://localhost/#x"
            })
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
