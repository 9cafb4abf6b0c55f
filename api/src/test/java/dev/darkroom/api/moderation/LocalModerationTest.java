package dev.darkroom.api.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.core.Moderation.Ruling;
import dev.darkroom.api.moderation.text.Folding;
import dev.darkroom.api.moderation.text.Terms;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalModerationTest {

    private static final int EVASIONS = 300;
    private static final long SEED = 20260101;
    private static final Folding FOLDING = new Folding();
    private static final Moderation MODERATION = new LocalModeration(FOLDING, WordLists.builtIn(FOLDING));

    @Test
    void three_hundred_evasions_of_the_lists_are_caught() {
        List<Evasion> evasions = Evasions.make(SEED, EVASIONS);
        assertEquals(EVASIONS, evasions.size());
        List<String> missed = evasions.stream()
                .filter(evasion -> !new Ruling.Blocked(evasion.kind()).equals(MODERATION.judge(evasion.texts())))
                .map(Evasion::toString)
                .toList();
        assertEquals("", String.join("\n", missed));
    }

    @Test
    void the_evasions_are_of_every_list_and_every_trick() {
        List<Evasion> evasions = Evasions.make(SEED, EVASIONS);
        Map<String, Long> byTrick =
                evasions.stream().collect(Collectors.groupingBy(Evasion::trick, TreeMap::new, Collectors.counting()));
        assertEquals(Evasions.TRICKS.size(), byTrick.size());
        assertTrue(byTrick.values().stream().allMatch(count -> count >= 15), byTrick::toString);
        assertEquals(
                Moderation.KINDS.size(),
                evasions.stream().map(Evasion::kind).distinct().count());
    }

    @Test
    void harmless_prompts_that_look_alike_pass() {
        List<String> prompts = TestLists.lines("harmless.txt");
        assertTrue(prompts.size() >= 300, () -> prompts.size() + " prompts");
        assertEquals(prompts.size(), prompts.stream().distinct().count());
        List<String> blocked = prompts.stream()
                .filter(prompt -> !isAllowed(List.of(prompt)))
                .map(prompt -> MODERATION.judge(List.of(prompt)) + " " + prompt)
                .toList();
        assertEquals("", String.join("\n", blocked));
    }

    @Test
    void harmless_prompts_stay_harmless_as_the_two_texts_of_one_request() {
        List<String> prompts = TestLists.lines("harmless.txt").stream()
                .filter(prompt -> !TestLists.isOfAdults(prompt))
                .toList();
        List<String> blocked = new ArrayList<>();
        for (int i = 0; i + 1 < prompts.size(); i++) {
            List<String> pair = List.of(prompts.get(i), prompts.get(i + 1));
            if (!isAllowed(pair)) {
                blocked.add(pair.toString());
            }
        }
        assertEquals("", String.join("\n", blocked));
    }

    @Test
    void a_request_without_texts_is_allowed() {
        assertTrue(isAllowed(List.of()));
        assertTrue(isAllowed(List.of("", " ", "\u200B")));
    }

    @Test
    void minors_and_nudity_are_blocked_together_and_not_alone() {
        assertTrue(isAllowed(List.of("a child on a swing")));
        assertTrue(isAllowed(List.of("a nude statue")));
        assertEquals(blocked(FailureKind.MINOR_SAFETY), MODERATION.judge(List.of("a nude child")));
        assertEquals(blocked(FailureKind.MINOR_SAFETY), MODERATION.judge(List.of("a child", "colors", "nude")));
    }

    @Test
    void a_name_that_two_texts_share_is_found_in_either_order() {
        assertEquals(
                blocked(FailureKind.ARTIST_IMPERSONATION),
                MODERATION.judge(List.of("castle by Greg", "blurry", "Rutkowski, trending")));
        assertEquals(
                blocked(FailureKind.ARTIST_IMPERSONATION),
                MODERATION.judge(List.of("kowski, trending", "blurry", "castle by Greg Rut")));
        assertEquals(
                blocked(FailureKind.ARTIST_IMPERSONATION),
                MODERATION.judge(List.of("castle by Gr", "eg Rut", "kowski")));
        assertTrue(isAllowed(List.of("castle by Greg", "Kowalski, trending")));
    }

    @Test
    void the_gravest_of_several_reasons_is_told() {
        String artist = "by Greg Rutkowski";
        assertEquals(blocked(FailureKind.HATE_SPEECH), MODERATION.judge(List.of(artist, "sieg heil")));
        assertEquals(
                blocked(FailureKind.MINOR_SAFETY), MODERATION.judge(List.of(artist, "sieg heil", "naked toddler")));
    }

    @Test
    void other_lists_take_the_place_of_the_built_in_ones() {
        Terms terms = new Terms();
        WordList list = new WordListReader("own.txt", 0, FOLDING, terms)
                .read(FailureKind.ARTIST_IMPERSONATION, List.of("Ada Example"));
        Moderation own = new LocalModeration(FOLDING, new WordLists(terms, List.of(list)));
        assertEquals(blocked(FailureKind.ARTIST_IMPERSONATION), own.judge(List.of("in the style of Ada Example")));
        assertEquals(new Ruling.Allowed(), own.judge(List.of("by Greg Rutkowski")));
    }

    /** What makes matchers slow: much that could be the beginning of something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "n i g g e ",
                "a",
                "*",
                "!1|l",
                "(*@$!+<",
                "heil ",
                "kill the kill all the ",
                "1 2 year ",
                "\u0301\u0316",
                "\uFDFA",
                "\u202Eab\u202C",
                "rn",
                "vv",
                "gggg",
                "нігеr ",
                "child nude "
            })
    void no_text_is_slow(String piece) {
        List<String> texts = List.of(piece.repeat(32_000 / piece.length()), piece.repeat(32_000 / piece.length()));
        MODERATION.judge(texts);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> MODERATION.judge(texts));
    }

    private static boolean isAllowed(List<String> texts) {
        return MODERATION.judge(texts) instanceof Ruling.Allowed;
    }

    private static Ruling blocked(FailureKind kind) {
        return new Ruling.Blocked(kind);
    }
}
