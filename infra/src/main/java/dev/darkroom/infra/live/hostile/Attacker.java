package dev.darkroom.infra.live.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes hostile requests.
 *
 * @param key a good one, which could pay
 * @param foreignTask another tenant's task, by the native surface's id
 */
record Attacker(String key, String foreignTask) {

    static final String GENERATE = "/v1/images/generations";
    static final String EDIT = "/v1/images/image-to-image";
    static final String FINE = "{\"prompt\": \"a lake\"}";

    private static final String JSON = "Content-Type: application/json";
    private static final String HOST = "Host: darkroom.example";
    private static final String CLOSE = "Connection: close";

    /** The header that shows the good key. */
    String bearer() {
        return "Authorization: Bearer " + key;
    }

    /** JSON for a path, everything around it being right. */
    Probe post(int number, String path, String json, Integer... statuses) {
        return post(number, json, path, bytes(json), statuses);
    }

    /** The same with a name and a character for each byte of the body. */
    Probe post(int number, String name, String path, String body, Integer... statuses) {
        return new Probe(
                number, path + " " + name, request("POST " + path, List.of(bearer(), JSON), body), Set.of(statuses));
    }

    /** A request for an image that is right but for one field more. */
    Probe field(int number, String name, String value, Integer... statuses) {
        String prompt = name.equals("prompt") ? "" : "\"prompt\": \"a lake\", ";
        return post(number, GENERATE, "{%s\"%s\": %s}".formatted(prompt, name, value), statuses);
    }

    /** The price of what would be an ordinary request with that prompt. */
    Probe price(int number, String prompt) {
        return post(number, GENERATE + "?dry_run=true", "{\"prompt\": \"%s\"}".formatted(prompt), 200);
    }

    /** A good body with headers of its own, the key not among them. */
    Probe headers(int number, List<String> headers, Integer... statuses) {
        return new Probe(
                number,
                headers.toString().replace(key, "KEY"),
                request("POST " + GENERATE, headers, FINE),
                Set.of(statuses));
    }

    /** A good request with one header more. */
    Probe header(int number, String header, Integer... statuses) {
        return headers(number, List.of(bearer(), JSON, header), statuses);
    }

    /** A method and a path with the good key. */
    Probe to(int number, String methodAndPath, Integer... statuses) {
        return new Probe(number, methodAndPath, request(methodAndPath, List.of(bearer()), ""), Set.of(statuses));
    }

    /** The same without a key. */
    Probe without(int number, String methodAndPath, Integer... statuses) {
        return new Probe(
                number,
                "no key: " + methodAndPath.replace(key, "KEY"),
                request(methodAndPath, List.of(), ""),
                Set.of(statuses));
    }

    /** A good body for a path, with headers more. */
    Probe with(int number, String path, List<String> headers, Integer... statuses) {
        List<String> all = new ArrayList<>(List.of(bearer(), JSON));
        all.addAll(headers);
        return new Probe(number, headers.toString(), request("POST " + path, all, FINE), Set.of(statuses));
    }

    /** A head, as it is, and a body; after it a request that would be good if anybody came to read it. */
    Probe raw(int number, String name, String text, Integer... statuses) {
        String after = request("POST " + GENERATE, List.of(bearer(), JSON), FINE);
        return new Probe(number, name, text + after, Set.of(statuses));
    }

    /** The head of a good request for an image, with headers of its own. */
    String head(String version, String... headers) {
        return "POST %s %s\r\n%s\r\n%s\r\n%s\r\n%s\r\n\r\n"
                .formatted(GENERATE, version, HOST, bearer(), JSON, String.join("\r\n", headers));
    }

    private static String request(String methodAndPath, List<String> headers, String body) {
        List<String> lines = new ArrayList<>(List.of(methodAndPath + " HTTP/1.1", HOST, CLOSE));
        lines.addAll(headers);
        if (!body.isEmpty() || methodAndPath.startsWith("POST ")) {
            lines.add("Content-Length: " + body.length());
        }
        return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n\r\n")) + body;
    }

    /** A text in UTF-8, with a character for each byte. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** So many times the same, with a number in it. */
    static String each(int count, String format, String between) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(between));
    }
}
