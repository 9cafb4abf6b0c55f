package dev.darkroom.infra.live.hostile;

import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is true of every answer to a hostile request. */
final class Judge {

    /** The most characters of a request that its answer repeats. */
    static final int ECHO_MAX = 64;

    // An answer of this size was asked for; it is no refusal.
    private static final int REFUSAL_MAX = 4096;
    private static final int SEARCHED_MAX = 1 << 16;
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final List<String> LEAKS =
            List.of("Exception", "\tat ", "dev.darkroom", "java.", "io.netty", "micronaut", "SQL");

    private Judge() {}

    /** What is wrong with an answer; nothing where all is right. */
    static List<String> faults(Probe probe, Heard heard) {
        List<String> faults = new ArrayList<>();
        if (!probe.statuses().contains(heard.status())) {
            faults.add("answered %d, not one of %s: %s".formatted(heard.status(), probe.statuses(), shown(heard)));
        }
        if (!heard.closed()) {
            faults.add("its connection stays open");
        }
        if (heard.status() == Probe.SILENCE) {
            return faults;
        }
        if (heard.body().contains("HTTP/1.")) {
            faults.add("there is a second answer");
        }
        if (!heard.header("X-Request-Id").startsWith("req_")
                || !heard.header("X-Content-Type-Options").equals("nosniff")) {
            faults.add("the answer lacks what every answer has: " + heard.head());
        }
        if (!heard.header("Server").isEmpty()
                || Stream.of("X-Evil", "Access-Control-").anyMatch(heard.head()::contains)) {
            faults.add("the answer has what none has: " + heard.head());
        }
        if (heard.status() >= BAD && !probe.text().startsWith("HEAD ")) {
            refusal(probe, heard, faults);
        }
        return faults;
    }

    private static void refusal(Probe probe, Heard heard, List<String> faults) {
        String body = heard.body();
        if (body.length() > REFUSAL_MAX) {
            faults.add("a refusal of %d characters".formatted(body.length()));
        }
        LEAKS.stream().filter(body::contains).forEach(leak -> faults.add("the answer says %s".formatted(leak)));
        String error = Json.text(StrictJson.read(body.getBytes(StandardCharsets.ISO_8859_1)), "error");
        String code = Json.text(StrictJson.read(body.getBytes(StandardCharsets.ISO_8859_1)), "error.code");
        if (error.isEmpty() && code.isEmpty()) {
            faults.add("no error in its surface's form: " + body);
        }
        if (echoes(probe.text(), body)) {
            faults.add("it repeats more than %d characters of the request: %s".formatted(ECHO_MAX, body));
        }
    }

    private static boolean echoes(String request, String body) {
        if (request.length() > SEARCHED_MAX) {
            return false;
        }
        for (int from = 0; from + ECHO_MAX < body.length(); from++) {
            if (request.contains(body.substring(from, from + ECHO_MAX + 1))) {
                return true;
            }
        }
        return false;
    }

    private static String shown(Heard heard) {
        String body = heard.status() == OK ? "" : heard.body();
        return body.substring(0, Math.min(body.length(), 300));
    }
}
