package dev.darkroom.api.hostile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Methods and paths beside those that there are, and ways to another tenant's job. */
final class PathCases {

    private static final List<String> METHODS =
            List.of("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "PROPFIND", "POSTER");

    private PathCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return Stream.of(methods(attack), ids(attack), paths(attack), targets(attack))
                .flatMap(cases -> cases);
    }

    private static Stream<HostileRequest> methods(Attack attack) {
        String post = attack.target().post;
        return Stream.concat(
                METHODS.stream().map(method -> attack.to(method + " " + post, Expected.refused(Refusal.WRONG_METHOD))),
                Stream.of(
                        attack.to("GET " + post, attack.target().unreadable()),
                        attack.to("HEAD " + post, attack.target().unreadable()),
                        attack.to("post " + post, Expected.invalid(null)),
                        attack.to("Post " + post, Expected.invalid(null))));
    }

    /** Whatever is tried, another tenant's job is not there. */
    private static Stream<HostileRequest> ids(Attack attack) {
        String id = attack.foreignJob();
        String hex = id.replace("-", "");
        return Stream.of(
                        id,
                        "task_" + hex,
                        "ig_" + hex,
                        id.toUpperCase(Locale.ROOT),
                        id + ";jsessionid=1",
                        id + "%00",
                        id + "%0d%0aX-Evil:1",
                        id + "%20",
                        "%2e%2e%2f" + id,
                        "x%2F..%2F" + id,
                        id + "%2F",
                        "%c0%af" + id,
                        id + ".json",
                        "0",
                        "-1",
                        "null",
                        "*",
                        "00000000-0000-0000-0000-000000000000",
                        "task_9999999999999_" + hex,
                        "tsk_7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                        "a".repeat(2_000))
                .map(path -> attack.to(
                        "GET " + attack.target().read + path, attack.target().missing()));
    }

    private static Stream<HostileRequest> paths(Attack attack) {
        String post = attack.target().post;
        Expected nothing = new Expected.Refused(Refusal.NOT_FOUND, null, true);
        return Stream.of(
                attack.to("POST /" + post, Expected.unread()),
                attack.to("POST //evil.example" + post, Expected.unread()),
                attack.to("POST /x/.." + post, nothing),
                attack.to("POST /x/%2e%2e" + post, nothing),
                attack.to("POST /." + post, nothing),
                attack.to("POST /%2e" + post, nothing),
                attack.to("POST /x%2F.." + post, nothing),
                attack.to("POST " + post.toUpperCase(Locale.ROOT), nothing),
                attack.to("POST " + post + "/?dry_run=1", Expected.invalid("dry_run")));
    }

    private static Stream<HostileRequest> targets(Attack attack) {
        String post = attack.target().post;
        return Stream.of(
                attack.to("POST " + post + "#x", Expected.invalid(null)),
                attack.to("POST " + post + "%zz", Expected.unread()),
                attack.to("POST " + post + "%", Expected.unread()),
                attack.to("POST " + post.replace('/', '\\'), Expected.unread()),
                attack.to("POST " + post + "|<>\"", Expected.unread()),
                attack.to("POST " + post + "?a={}", Expected.unread()),
                attack.to("POST " + post.substring(1), Expected.unread()),
                attack.to("POST http://evil.example" + post, Expected.invalid(null)),
                attack.to("POST http://darkroom.example@evil.example" + post, Expected.invalid(null)),
                attack.to("POST http://darkroom.example" + post + "?dry_run=1", Expected.invalid("dry_run")),
                attack.to("POST file://" + post, Expected.invalid(null)),
                attack.to("CONNECT darkroom.example:443", Expected.unread()),
                attack.to("OPTIONS *", new Expected.Refused(Refusal.NOT_FOUND, null, true)),
                attack.to("POST " + post + "?x=" + "a".repeat(4_096), Expected.unread()));
    }
}
