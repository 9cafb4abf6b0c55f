package dev.darkroom.api.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Bodies that are no JSON, too much of it, or not what the fields take. */
final class JsonCases {

    private static final List<String> NO_INTEGERS = List.of(
            "1.5",
            "1.0",
            "1e0",
            "1e400",
            "-1",
            "99999999999999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "\"1\"",
            "true",
            "[]",
            "{}");

    private static final List<String> NO_NUMBERS =
            List.of("NaN", "Infinity", "-Infinity", "01", "+1", "0x1", ".5", "5.", "1e", "--1", "1_0", "\u0661");

    private static final List<String> NO_WORDS = List.of(
            "5",
            "false",
            "[]",
            "{}",
            "\"\"",
            "\"1:0\"",
            "\"9999999999:1\"",
            "\"1024X1024\"",
            "\"-1x1\"",
            "\"1e3x1e3\"",
            "\"\uff11024x1024\"",
            "\"HD\"",
            "\"x\\u0000\"",
            "\"x\\ud800\"",
            "\"${jndi:ldap://127.0.0.1/a}\"",
            "\"{{7*7}}\"",
            "\"'; DROP TABLE job; --\"",
            "\"\\r\\nX-Evil: 1\"",
            "\"\\u001b[2J\"",
            "\"../../etc/passwd\"");

    private static final List<String> STRANGE_FIELDS =
            List.of("__proto__", "constructor", "@class", "@type", "$ref", "Prompt", "prompt ", "\u0440rompt", "price");

    private JsonCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return Stream.of(fields(attack), structures(attack), bytes(attack), masses(attack))
                .flatMap(cases -> cases);
    }

    private static Stream<HostileRequest> fields(Attack attack) {
        Target target = attack.target();
        Stream<HostileRequest> integers = target.integers().stream()
                .flatMap(path -> NO_INTEGERS.stream().map(value -> attack.field(path, value, Expected.invalid(path))));
        Stream<HostileRequest> numbers = NO_NUMBERS.stream()
                .map(value -> attack.field(target.integers().getFirst(), value, Expected.invalid(null)));
        Stream<HostileRequest> words =
                NO_WORDS.stream().map(value -> attack.field(target.word, value, Expected.invalid(target.word)));
        Stream<HostileRequest> strange =
                STRANGE_FIELDS.stream().map(name -> attack.field(name, "1", Expected.invalid(name)));
        return Stream.of(integers, numbers, words, strange).flatMap(cases -> cases);
    }

    /** What a lenient parser would let pass. */
    private static Stream<HostileRequest> structures(Attack attack) {
        String fine = attack.target().body;
        String open = fine.substring(0, fine.length() - 1);
        return Stream.of(
                        "",
                        " ",
                        "[]",
                        "7",
                        "null",
                        "\"x\"",
                        open,
                        open + ",}",
                        open + ",,\"a\": 1}",
                        fine + "x",
                        fine + fine,
                        fine + "\n" + fine,
                        "[" + fine + "]",
                        fine + "\u0000",
                        "\uFEFF" + fine,
                        "/* */" + fine,
                        "// x\n" + fine,
                        "# x\n" + fine,
                        fine.replace('"', '\''),
                        fine.replaceAll("\"(\\w+)\":", "$1:"),
                        fine.replace(':', '='),
                        fine.replace("a lake", "a\nlake"),
                        fine.replace("a lake", "a\u0000lake"),
                        fine.replace("a lake", "a\\x41"),
                        fine.replace("a lake", "a\\u12"),
                        fine.replace("a lake", "a\\u{41}"),
                        open + ", \"prompt\": \"another\"}",
                        open + ", \"\\u0070rompt\": \"another\"}",
                        open + ", \"x\": {\"a\": 1, \"a\": 2}}",
                        ")]}',\n" + fine,
                        "callback(" + fine + ")")
                .map(body -> attack.body("structure " + body, body, Expected.invalid(null)));
    }

    /** Text in another encoding, or in none. */
    private static Stream<HostileRequest> bytes(Attack attack) {
        String fine = attack.target().body;
        return Stream.of(
                attack.body(
                        "UTF-16, little end first", fine.getBytes(StandardCharsets.UTF_16LE), Expected.invalid(null)),
                attack.body("UTF-16 with its mark", fine.getBytes(StandardCharsets.UTF_16), Expected.invalid(null)),
                attack.body("UTF-32", fine.getBytes(StandardCharsets.UTF_32BE), Expected.invalid(null)),
                encoded(attack, "Latin-1", "\u00e9"),
                encoded(attack, "a slash in two bytes", "\u00c0\u00af"),
                encoded(attack, "a NUL in two bytes", "\u00c0\u0080"),
                encoded(attack, "half a pair in three bytes", "\u00ed\u00a0\u0080"),
                encoded(attack, "beyond the last code point", "\u00f4\u0090\u0080\u0080"),
                encoded(attack, "a byte that begins nothing", "\u00ff"),
                encoded(attack, "a beginning without an end", "\u00e2\u0098"));
    }

    private static HostileRequest encoded(Attack attack, String name, String prompt) {
        String body = attack.target().body.replace("a lake", prompt);
        return attack.body(name, body.getBytes(StandardCharsets.ISO_8859_1), Expected.invalid(null));
    }

    /** Much of everything. */
    private static Stream<HostileRequest> masses(Attack attack) {
        return Stream.of(
                deep(attack, 33),
                deep(attack, 1_001),
                deep(attack, 100_000),
                attack.body("deep objects", "{\"a\":".repeat(40) + "1" + "}".repeat(40), Expected.invalid(null)),
                attack.body(
                        "a number of 401 digits", attack.target().with("x", "1".repeat(401)), Expected.invalid(null)),
                attack.body(
                        "a name of 200,000 letters", "{\"" + "a".repeat(200_000) + "\": 1}", Expected.invalid(null)),
                attack.body("100,000 items", "[" + "0,".repeat(100_000) + "0]", Expected.invalid(null)),
                attack.field("x", "1e99999", Expected.invalid("x")),
                attack.body("16,384 names of one hash", collisions(attack.target()), Expected.invalid("Aa".repeat(14))),
                attack.field("x", "[" + "{},".repeat(50_000) + "0]", Expected.invalid("x")));
    }

    private static HostileRequest deep(Attack attack, int levels) {
        String value = "[".repeat(levels) + "]".repeat(levels);
        return attack.body(levels + " levels", attack.target().with("x", value), Expected.invalid(null));
    }

    /** Names that are all different and have the same hash code. */
    private static String collisions(Target target) {
        StringBuilder body = new StringBuilder(target.body).deleteCharAt(target.body.length() - 1);
        for (int i = 0; i < 1 << 14; i++) {
            body.append(", \"");
            for (int bit = 13; bit >= 0; bit--) {
                body.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            body.append("\": 1");
        }
        return body.append('}').toString();
    }
}
