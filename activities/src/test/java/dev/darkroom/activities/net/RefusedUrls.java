package dev.darkroom.activities.net;

import java.util.List;
import java.util.stream.Stream;

/** URLs whose text is enough to refuse them. */
public final class RefusedUrls {

    /** After http or https: hosts that are no public names. */
    static final List<String> HOSTS = List.of(
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
            "://goo\td.com");

    /** After http or https: what only looks like a URL, and ports that are not for the web. */
    static final List<String> LOOKALIKES = List.of(
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
            ":good.com");

    /** Other schemes, and what has none. Plain http is one of them where only https is allowed. */
    static final List<String> SCHEMES = List.of(
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
            "mailto:a@good.com");

    /** Not called even where http and local addresses are. */
    static final List<String> ALWAYS = List.of(
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
            "http://localhost/#x");

    private RefusedUrls() {}

    /** All of them, as they are refused where nothing is allowed but https to public names. */
    public static Stream<String> byDefault() {
        return Stream.of(
                        HOSTS.stream().map("https"::concat),
                        LOOKALIKES.stream().map("https"::concat),
                        SCHEMES.stream(),
                        ALWAYS.stream())
                .flatMap(each -> each);
    }

    /** Those that are refused even where everything is allowed that can be. */
    public static Stream<String> always() {
        return ALWAYS.stream();
    }
}
