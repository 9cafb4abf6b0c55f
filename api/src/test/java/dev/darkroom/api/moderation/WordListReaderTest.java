package dev.darkroom.api.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.core.Moderation.Ruling;
import dev.darkroom.api.moderation.text.Folding;
import dev.darkroom.api.moderation.text.Terms;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListReaderTest {

    private static final Folding FOLDING = new Folding();

    @Test
    void a_line_is_a_term_a_grouped_term_a_rule_a_harmless_phrase_or_a_comment() {
        Moderation moderation = moderation(
                "# animals",
                "",
                "  weasel  ",
                "{big|small} rat{|s}",
                "predator: fox*",
                "prey: hen",
                "prey: coop",
                "predator + prey",
                "harmless: hen party");
        assertBlocked(moderation, "a weasel", "big rat", "small rats", "a fox in the coop", "foxes, one hen");
        assertAllowed(moderation, "a rat", "a fox", "a hen", "a fox at a hen party", "# animals");
    }

    @Test
    void a_rule_may_come_before_its_groups_and_name_more_than_two() {
        Moderation moderation = moderation("a + b + c-d", "a: red", "b: green", "c-d: blue");
        assertAllowed(moderation, "red green", "green blue");
        assertBlocked(moderation, "blue, green, red");
    }

    @Test
    void a_list_may_be_empty() {
        assertAllowed(moderation("# nothing here"), "anything");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ok; x;                 2; at least 2 letters",
                "ok; ...;               2; at least 2 letters",
                "ok; *;                 2; at least 2 letters",
                "ok; fo*x;              2; star",
                "ok; *=fox;             2; star",
                "ok; fo=x;              2; star",
                "ok; {big|small rat;    2; brace",
                "ok; {big|{red}} rat;   2; brace",
                "ok; big} rat;          2; brace",
                "ok; big|small rat;     2; brace",
                "ok; Big Group: rat;    2; colon",
                "ok; fox + Hen;         2; plus",
                "ok; a + b;             2; no terms",
                "ok; a: rat;            2; in no rule",
                "ok; ok;                2; in line 1",
                "ok; ОК;                2; in line 1",
                "ok; {rat|rat};         2; in line 2",
                "ok; a:;                2; at least 2 letters"
            })
    void a_malformed_line_is_told_with_its_number(String first, String second, int line, String reason) {
        WordListException malformed = assertThrows(WordListException.class, () -> moderation(first, second));
        String message = String.valueOf(malformed.getMessage());
        assertTrue(message.startsWith("test.txt, line %d: ".formatted(line)), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void a_line_that_stands_for_too_many_terms_is_malformed() {
        String digits = "{0|1|2|3|4|5|6|7|8|9}";
        assertThrows(WordListException.class, () -> moderation(digits.repeat(9) + " rats"));
    }

    private static Moderation moderation(String... lines) {
        Terms terms = new Terms();
        WordList list = new WordListReader("test.txt", 0, FOLDING, terms).read(FailureKind.HATE_SPEECH, List.of(lines));
        return new LocalModeration(FOLDING, new WordLists(terms, List.of(list)));
    }

    private static void assertBlocked(Moderation moderation, String... texts) {
        for (String text : texts) {
            assertEquals(new Ruling.Blocked(FailureKind.HATE_SPEECH), moderation.judge(List.of(text)), text);
        }
    }

    private static void assertAllowed(Moderation moderation, String... texts) {
        for (String text : texts) {
            assertEquals(new Ruling.Allowed(), moderation.judge(List.of(text)), text);
        }
    }
}
