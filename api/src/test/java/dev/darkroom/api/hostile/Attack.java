package dev.darkroom.api.hostile;

import dev.darkroom.api.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes hostile requests to one surface.
 *
 * @param key one that could pay for what is asked
 * @param otherKey another tenant's, as good
 * @param readKey one that may only read
 * @param writeKey one that may only ask
 * @param revokedKey one that was good once
 * @param foreignJob a job of another tenant's
 */
record Attack(
        Target target,
        String key,
        String otherKey,
        String readKey,
        String writeKey,
        String revokedKey,
        String foreignJob) {

    static final String JSON = "Content-Type: application/json";

    private static final String HOST = "Host: darkroom.example";
    private static final String CLOSE = "Connection: close";

    /** The header that shows the good key. */
    String bearer() {
        return "Authorization: Bearer " + key;
    }

    /** A request for images with that body, everything around it being right. */
    HostileRequest body(String name, byte[] body, Expected expected) {
        String start = "POST %s HTTP/1.1".formatted(target.post);
        return HostileRequest.of(name, RawHttp.request(start, body, HOST, bearer(), JSON, CLOSE), expected);
    }

    HostileRequest body(String name, String body, Expected expected) {
        return body(name, body.getBytes(StandardCharsets.UTF_8), expected);
    }

    /** A request for images that is right but for one field. */
    HostileRequest field(String path, String json, Expected expected) {
        String name = "%s %s".formatted(path, json.length() > 60 ? json.substring(0, 60) + "…" : json);
        return body(name, target.with(path, json), expected);
    }

    /** A request for images with headers of its own, and a body that is right. */
    HostileRequest headers(String name, Expected expected, String... headers) {
        return to("POST " + target.post, name, expected, headers);
    }

    /** A request for images with one more header. */
    HostileRequest header(String header, Expected expected) {
        return headers(header.length() > 60 ? header.substring(0, 60) + "…" : header, expected, bearer(), JSON, header);
    }

    /** A request of another method or path. */
    HostileRequest to(String methodAndPath, String name, Expected expected, String... headers) {
        boolean writes = methodAndPath.regionMatches(true, 0, "P", 0, 1);
        List<String> all = new ArrayList<>(List.of(HOST, CLOSE));
        all.addAll(List.of(headers));
        byte[] body = writes ? target.body.getBytes(StandardCharsets.UTF_8) : new byte[0];
        byte[] bytes = RawHttp.request(methodAndPath + " HTTP/1.1", body, all.toArray(String[]::new));
        return HostileRequest.of(name, bytes, expected);
    }

    /** The same with the good key. */
    HostileRequest to(String methodAndPath, Expected expected) {
        return to(methodAndPath, methodAndPath, expected, bearer(), JSON);
    }

    /** Bytes as they are, with a request after them that would be good if anybody came to read it. */
    HostileRequest raw(String name, String text, Expected expected) {
        String good = "POST %s HTTP/1.1\r\n%s\r\n%s\r\n%s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(target.post, HOST, bearer(), JSON, CLOSE, target.body.length(), target.body);
        return new HostileRequest(name, text + good, expected);
    }

    /** Bytes with nothing after them: the client hangs up. */
    HostileRequest cut(String name, String text) {
        return new HostileRequest(name, text, new Expected.Silence());
    }

    /** A request whose body is not sent, since it is known before that it is too large. */
    HostileRequest announced(String name, String headers) {
        String head = "POST %s HTTP/1.1\r\n%s\r\n%s\r\n%s\r\n%s\r\n%s\r\n\r\n"
                .formatted(target.post, HOST, bearer(), JSON, CLOSE, headers);
        return new HostileRequest(name, head, Expected.refused(Refusal.TOO_LARGE));
    }

    /** The price of what a body asks for. */
    HostileRequest price(String body) {
        String start = "POST %s?dry_run=true HTTP/1.1".formatted(target.post);
        byte[] bytes = RawHttp.request(start, body.getBytes(StandardCharsets.UTF_8), HOST, bearer(), JSON, CLOSE);
        String name = "price of " + (body.length() > 60 ? body.substring(0, 60) + "…" : body);
        return HostileRequest.of(name, bytes, new Expected.Served());
    }
}
