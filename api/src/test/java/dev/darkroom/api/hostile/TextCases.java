package dev.darkroom.api.hostile;

import java.util.List;
import java.util.stream.Stream;

/** Texts that nobody can see, that are too long, or that mean something to somebody else. */
final class TextCases {

    private static final List<String> NO_PROMPTS = List.of(
            "null",
            "5",
            "true",
            "[\"x\"]",
            "{\"text\": \"x\"}",
            "\"\"",
            "\" \\t\\r\\n\"",
            "\"\\u00a0\"",
            "\"\\u200b\\u200d\"",
            "\"\\u3000\\u2028\"",
            "\"\\ufeff\"",
            "\"\\u202e\\u2066\"",
            "\"x\\u0000y\"",
            "\"x\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d x\"");

    private static final List<String> NO_MODELS =
            List.of("5", "[]", "{}", "true", "\"\"", "\" \"", "\"auto\\u0000\"", "\"\\ud800\"");

    private static final List<String> MODELS_OF_NOBODY = List.of(
            "\"../x\"",
            "\"GPT-IMAGE-2\"",
            "\"gpt-image-2 \"",
            "\"gpt\u2010image\u20102\"",
            "\"${jndi:ldap://127.0.0.1/a}\"",
            "\"' OR 1=1 --\"",
            "\"x\\r\\nX-Evil: 1\"");

    /** Asked for their price, they are as good as any. */
    private static final List<String> HARMLESS_PROMPTS = List.of(
            "\"${jndi:ldap://127.0.0.1/a}\"",
            "\"{{7*7}} #{7*7} <%= 7*7 %>\"",
            "\"'; DROP TABLE job; --\"",
            "\"*)(uid=*))(|(uid=*\"",
            "\"a\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n\"",
            "\"\\u001b[31mred\\u0007\"",
            "\"\\ufffe\\uffff\\ufdd0\"",
            "\"\\u202eekal a\"",
            "\"\\ud83d\\udc68\\u200d\\ud83d\\udc69\\u200d\\ud83d\\udc67\"",
            "\"<script>alert(1)</script>\"");

    private TextCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        Target target = attack.target();
        String longest = "\"" + "\\ud83c\\udf0a".repeat(target.promptMax);
        Stream<HostileRequest> prompts =
                NO_PROMPTS.stream().map(prompt -> attack.field("prompt", prompt, Expected.invalid("prompt")));
        Stream<HostileRequest> models =
                NO_MODELS.stream().map(model -> attack.field("model", model, Expected.invalid("model")));
        Stream<HostileRequest> unknown =
                MODELS_OF_NOBODY.stream().map(model -> attack.field("model", model, target.unknownModel()));
        Stream<HostileRequest> harmless = Stream.concat(
                        HARMLESS_PROMPTS.stream(),
                        Stream.of("\"" + "a\\u0316\\u0301".repeat(500) + "\"", longest + "\""))
                .map(prompt -> attack.price(target.with("prompt", prompt)));
        Stream<HostileRequest> lengths = Stream.of(
                attack.field("prompt", longest + "x\"", Expected.invalid("prompt")),
                attack.field("model", "\"" + "x".repeat(10_000) + "\"", Expected.invalid("model")),
                attack.field(target.word, "\"" + "x".repeat(10_000) + "\"", Expected.invalid(target.word)),
                attack.field("x".repeat(100), "1", Expected.invalid("x".repeat(64) + "\u2026")));
        return Stream.of(prompts, models, unknown, harmless, lengths).flatMap(cases -> cases);
    }
}
