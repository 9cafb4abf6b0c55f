package dev.darkroom.infra.live.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** JSON that parsers read in several ways, or not at all, and numbers that are none (61 to 67, 71 to 76). */
final class JsonProbes {

    private static final String GPT = "/api/ai/image/generate";
    private static final List<String> NO_COUNTS = List.of(
            "1.5",
            "\"1\"",
            "1e3",
            "1e0",
            "1.0",
            "true",
            "[]",
            "{}",
            "0",
            "-1",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "-0",
            "01",
            "+1",
            "0x1",
            "NaN",
            "Infinity");

    private JsonProbes() {}

    static Stream<Probe> all(Attacker attacker) {
        return Stream.of(numbers(attacker), structures(attacker), masses(attacker), types(attacker), fields(attacker))
                .flatMap(probes -> probes);
    }

    private static Stream<Probe> numbers(Attacker attacker) {
        Stream<Probe> counts = NO_COUNTS.stream().map(value -> attacker.field(61, "n", value, 400));
        Stream<Probe> seeds = Stream.of("-1", "9223372036854775808", "1.0", "\"1\"", "null,")
                .map(value ->
                        attacker.post(71, "/api/v1/images", "{\"prompt\": \"x\", \"seed\": %s}".formatted(value), 400));
        Stream<Probe> others = Stream.of("30.1", "31", "-0.1", "NaN", "\"7\"")
                .map(value -> attacker.post(
                        75,
                        GPT,
                        "{\"prompt\": \"x\", \"model\": \"google/nano-banana\", \"providerInput\": {\"temperature\": %s}}"
                                .formatted(value),
                        400));
        return Stream.of(counts, seeds, others).flatMap(probes -> probes);
    }

    private static Stream<Probe> structures(Attacker attacker) {
        String fine = Attacker.FINE;
        String open = fine.substring(0, fine.length() - 1);
        Stream<Probe> twice = Stream.of(
                        open + ", \"n\": 1, \"n\": 10}",
                        open + ", \"n\": 1, \"\\u006e\": 10}",
                        open + ", \"metadata\": {\"a\": 1, \"a\": 2}}")
                .map(json -> attacker.post(62, Attacker.GENERATE, json, 400));
        Stream<Probe> around = Stream.of(
                        "",
                        "null",
                        "[]",
                        fine + "x",
                        fine + fine,
                        "\ufeff" + fine,
                        "/* */" + fine,
                        fine.replace('"', '\''),
                        open + ",}",
                        fine + "\u0000")
                .map(json -> attacker.post(66, Attacker.GENERATE, json, 400));
        Stream<Probe> bytes = Stream.of(
                attacker.post(66, "UTF-16", Attacker.GENERATE, latin(fine.getBytes(StandardCharsets.UTF_16)), 400),
                attacker.post(66, "Latin-1", Attacker.GENERATE, fine.replace("lake", "caf\u00e9"), 400));
        return Stream.of(twice, around, bytes).flatMap(probes -> probes);
    }

    private static Stream<Probe> masses(Attacker attacker) {
        return Stream.of(
                deep(attacker, 33),
                deep(attacker, 1_001),
                deep(attacker, 100_000),
                attacker.field(64, "x", "[" + "0,".repeat(250_000) + "0]", 400),
                attacker.post(
                        64,
                        "60,000 names",
                        Attacker.GENERATE,
                        "{" + Attacker.each(60_000, "\"k%d\": 1", ",") + "}",
                        400),
                attacker.field(64, "k".repeat(200_000), "1", 400),
                attacker.field(64, "x", "1".repeat(100_000), 400),
                attacker.field(65, "__proto__", "{\"n\": 9}", 400),
                attacker.field(65, "@class", "\"java.lang.Runtime\"", 400),
                attacker.field(65, "constructor", "1", 400),
                attacker.field(65, "Prompt", "\"y\"", 400));
    }

    private static Probe deep(Attacker attacker, int levels) {
        return attacker.field(63, "metadata", "[".repeat(levels) + "]".repeat(levels), 400);
    }

    private static Stream<Probe> types(Attacker attacker) {
        return Stream.of(
                        "text/plain",
                        "multipart/form-data; boundary=x",
                        "application/json; charset=utf-7",
                        "application/json; charset=utf-16",
                        "application/xml",
                        "*/*")
                .map(type -> attacker.headers(67, List.of(attacker.bearer(), "Content-Type: " + type), 415));
    }

    private static Stream<Probe> fields(Attacker attacker) {
        Stream<Probe> words = Stream.of(
                attacker.field(72, "aspect_ratio", "\"1:0\"", 400),
                attacker.field(72, "aspect_ratio", "\"9999999999:1\"", 400),
                attacker.post(72, "/openai/v1/images/generations", "{\"prompt\": \"x\", \"size\": \"1024X1024\"}", 400),
                attacker.post(72, "/openai/v1/images/generations", "{\"prompt\": \"x\", \"size\": \"-1x1\"}", 400),
                attacker.post(72, "/openai/v1/images/generations", "{\"prompt\": \"x\", \"size\": \"1e3x1e3\"}", 400),
                attacker.field(73, "model", "\"../x\"", 400),
                attacker.field(73, "model", "\"auto\\u0000\"", 400),
                attacker.field(73, "model", "\"%s\"".formatted("m".repeat(10_240)), 400),
                attacker.field(73, "model", "\"GPT-IMAGE-2\"", 400),
                attacker.field(74, "quality", "\"hd \"", 400),
                attacker.field(74, "price", "0", 400));
        Stream<Probe> inputs = Stream.of(
                        "{\"n\": 10}",
                        "{\"size\": \"9999x9999\"}",
                        "{\"model\": \"other\"}",
                        "{\"webhook\": \"https://good.com/\"}",
                        "{\"callback\": \"https://good.com/\"}",
                        "{\"safety_checker\": false}",
                        "{\"api_key\": \"x\"}",
                        "{\"_temporal\": {}}",
                        "{\"SEED\": 1, \"seed\": 2}",
                        "{\"seed\": %s}".formatted("[".repeat(40) + "]".repeat(40)),
                        "{\"x\": \"%s\"}".formatted("y".repeat(1 << 20)))
                .map(input -> attacker.post(
                        76,
                        GPT,
                        "{\"prompt\": \"x\", \"model\": \"google/nano-banana\", \"providerInput\": %s}"
                                .formatted(input),
                        400,
                        413));
        return Stream.concat(words, inputs);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
