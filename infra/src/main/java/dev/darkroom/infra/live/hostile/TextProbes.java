package dev.darkroom.infra.live.hostile;

import java.util.stream.Stream;

/** Texts that nobody sees, that are too long, that mean something to somebody else, or that hide what they say (68 to 70, 118). */
final class TextProbes {

    private static final int PROMPT_MAX = 20_000;

    private TextProbes() {}

    static Stream<Probe> all(Attacker attacker) {
        Stream<Probe> none = Stream.of("", " \\t\\r\\n", "\\u00a0", "\\u200b\\u200d", "\\u202e\\u2066")
                .map(prompt -> attacker.field(68, "prompt", "\"%s\"".formatted(prompt), 400));
        Stream<Probe> lengths = Stream.of(
                attacker.price(68, "\\ud83c\\udf0a".repeat(PROMPT_MAX)),
                attacker.price(68, "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"),
                attacker.price(68, "a\\u0316\\u0301".repeat(500)),
                attacker.field(68, "prompt", "\"%s\"".formatted("\\ud83c\\udf0a".repeat(PROMPT_MAX + 1)), 400));
        Stream<Probe> broken = Stream.of("x\\u0000y", "x\\ud800", "\\udc00\\ud800", "\\ud83d x")
                .map(prompt -> attacker.field(69, "prompt", "\"%s\"".formatted(prompt), 400));
        Stream<Probe> odd = Stream.of("\\u202eekal a", "\\ufffe\\uffff\\ufdd0", "a\\u2028b")
                .map(prompt -> attacker.price(69, prompt));
        Stream<Probe> foreign = Stream.of(
                        "${jndi:ldap://127.0.0.1/a}",
                        "{{7*7}} #{7*7} <%= 7*7 %>",
                        "'; DROP TABLE job; --",
                        "*)(uid=*))(|(uid=*",
                        "a\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n",
                        "\\u001b[31mred\\u0007")
                .map(prompt -> attacker.price(70, prompt));
        return Stream.of(none, lengths, broken, odd, foreign, hidden(attacker)).flatMap(probes -> probes);
    }

    /** What the list refuses, in the ways in which it is hidden. The first is the control: it is refused as it is. */
    private static Stream<Probe> hidden(Attacker attacker) {
        return Stream.of(
                        "in the style of Greg Rutkowski",
                        "in the style of Gr\u0435g Rutk\u043ewski",
                        "in the style of \uff27\uff52\uff45\uff47"
                                + " \uff32\uff55\uff54\uff4b\uff4f\uff57\uff53\uff4b\uff49",
                        "in the style of Gr\u200beg Rut\u00adkow\u200dski",
                        "in the style of \u202eGreg Rutkowski",
                        "x ".repeat(9_900) + "in the style of Greg Rutkowski")
                .map(prompt -> attacker.field(118, "prompt", "\"%s\"".formatted(prompt), 400));
    }
}
