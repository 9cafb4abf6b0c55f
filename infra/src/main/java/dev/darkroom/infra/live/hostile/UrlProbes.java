package dev.darkroom.infra.live.hostile;

import java.util.List;
import java.util.stream.Stream;

/** URLs that lead inside, or are none, in every field that takes one (1 to 42). */
final class UrlProbes {

    private static final String NUMBERED = """
        1 https://127.0.0.1/
        1 http://127.0.0.1/
        2 https://localhost/
        2 https://LOCALHOST/
        2 https://a.localhost/
        3 https://0/
        3 https://0.0.0.0/
        4 https://127.1/
        4 https://127.0.1/
        5 https://2130706433/
        6 https://0x7f000001/
        6 https://0x7f.0.0.1/
        7 https://017700000001/
        8 https://0177.0.0.1/
        8 https://010.0.0.1/
        9 https://[::1]/
        10 https://[::]/
        11 https://[::ffff:127.0.0.1]/
        12 https://[::127.0.0.1]/
        13 https://[64:ff9b::a9fe:a9fe]/
        14 https://127.0.0.1\\\\@good.com/
        15 https://good.com@169.254.169.254/
        16 https://good.com:443@10.0.0.1:80/
        17 https://127.0.0.1#@good.com/
        18 https://metadata.google.internal/
        19 https://169.254.169.254/computeMetadata/v1/
        20 https://[fd00:ec2::254]/
        21 https://100.100.100.200/
        22 https://192.0.0.192/
        23 https://2852039166/
        24 https://[2002:a9fe:a9fe::]/
        33 file:///etc/passwd
        34 gopher://good.com/
        34 ftp://good.com/a.png
        34 jar:https://good.com/a.jar!/b.png
        34 javascript:alert(1)
        35 https://good.com:22/
        35 https://good.com:25/
        35 https://good.com:3306/
        35 https://good.com:7233/
        35 https://good.com:6379/
        35 https://good.com:65536/
        35 https://good.com:-1/
        35 https://good.com:0/
        36 https://kubernetes.default.svc/
        36 https://temporal-frontend/
        37 http://127.0.0.1:8080/v1/images/generations
        39 https://127.0.0.1./
        39 https://localhost./
        39 https://\uff11\uff12\uff17.0.0.1/
        39 https://127\u30020\u30020\u30021/
        39 https://\u217c\u1d52calhost/
        40 https://user:password@good.com/
        40 https://good.com/%0d%0aX-Evil:1
        40 https://good.com/\\r\\nX-Evil:1
        40 https://go\\tod.com/
        40 https://good%00.com/
        40 https:///good.com/
        42 https://[fe80::1%25eth0]/
        """;

    private static final int LENGTH_NUMBER = 40;
    private static final int LONG = 8192;
    private static final String GOOD = "https://good.com/a.png";

    private UrlProbes() {}

    /** A place for a URL: a path, and a body with {@code %s}. */
    private record Place(String path, String body) {}

    private static final List<Place> PLACES = List.of(
            new Place(Attacker.GENERATE, "{\"prompt\": \"x\", \"webhook_url\": \"%s\"}"),
            new Place(Attacker.EDIT, "{\"prompt\": \"x\", \"image\": {\"type\": \"url\", \"url\": \"%s\"}}"),
            new Place(
                    "/v1/chains",
                    "{\"steps\": [{\"name\": \"a\", \"prompt\": \"x\", \"images\": [{\"type\": \"url\","
                            + " \"url\": \"%s\"}]}]}"),
            new Place("/api/v1/images", "{\"prompt\": \"x\", \"webhook_url\": \"%s\"}"),
            new Place(
                    "/v2/images/generate", "{\"prompt\": \"x\", \"model\": \"nano-banana-2\", \"webhookUrl\": \"%s\"}"),
            new Place("/openai/v1/images/edits", "{\"prompt\": \"x\", \"images\": [{\"image_url\": \"%s\"}]}"));

    static Stream<Probe> all(Attacker attacker) {
        Stream<Probe> urls = NUMBERED.lines().flatMap(line -> {
            String[] parts = line.split(" ", 2);
            return at(attacker, Integer.parseInt(parts[0]), parts[1], 400);
        });
        Stream<Probe> endpoints = NUMBERED.lines().map(line -> {
            String[] parts = line.split(" ", 2);
            return attacker.post(
                    Integer.parseInt(parts[0]), "/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(parts[1]), 400);
        });
        Stream<Probe> tooLong = at(attacker, LENGTH_NUMBER, GOOD + "?" + "a".repeat(LONG), 400);
        // In the same places one that is right is taken, or a refusal above would show nothing.
        Stream<Probe> good = PLACES.stream()
                .map(place -> attacker.post(0, place.path + "?dry_run=true", place.body.formatted(GOOD), 200));
        return Stream.of(urls, endpoints, tooLong, good).flatMap(probes -> probes);
    }

    private static Stream<Probe> at(Attacker attacker, int number, String url, Integer status) {
        return PLACES.stream().map(place -> attacker.post(number, place.path, place.body.formatted(url), status));
    }
}
