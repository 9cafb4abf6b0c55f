package dev.darkroom.api.moderation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    private static final Folding FOLDING = new Folding();
    private static final Group GROUP = new Group(0, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mole           | a mole, digging",
                "mole           | MOLE!",
                "mole           | the mole's hill",
                "mole           | 3mole4",
                "mole           | möle",
                "mole           | m0l3",
                "mole           | rno!e",
                "mole           | m*le",
                "mole           | m.o.l.e",
                "mole           | m o l e",
                "mole           | mo-le",
                "mole           | moooole",
                "mole           | ⓜⓞⓛⓔ",
                "mole           | 🅼🅾🅻🅴",
                "mole           | 🇲🇴🇱🇪",
                "mole           | мolе",
                "mole           | ᴍᴏʟᴇ",
                "mole           | the\u200Bmole\u200Bhill",
                "wave           | vvave",
                "badger         | bad ger",
                "badger         | b ad ger",
                "badger         | b----a----d----g----e----r",
                "badger         | b@d93r",
                "badger         | ba\u00ADdger",
                "brown bear     | brownbear",
                "brown bear     | brown   -   bear",
                "brown bear     | BROWN_BEAR",
                "brown bear     | b r o w n b e a r",
                "yellow badger  | theyellowbadgers",
                "*badger        | honeybadger",
                "badger*        | badgers",
                "straße         | STRASSE",
                "æsir           | aesir",
                "村上隆          | 大きな村上隆の絵",
                "барсук         | БАРСУК в лесу",
                "12 moles       | ١٢ moles",
                "12 moles       | l2 moles",
                "12 moles       | 12moles",
                "kkk            | kkkkk"
            })
    void is_found(String term, String text) {
        assertTrue(finds(term, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mole           | moles and molecules, guacamole",
                "mole           | molle",
                "mole           | mo le",
                "mole           | the mo, le Mans",
                "mole           | m****le",
                "badger         | badgers",
                "badger         | b a d manners, ger",
                "=badger        | bad ger",
                "brown bear     | brown, white, bear",
                "honey badger   | honey badgerlike",
                "spots          | the dog's pots",
                "2 moles        | 12 moles",
                "12 moles       | 112 moles",
                "1 mole         | illmole",
                "mole           | \u202Eabc\u202C",
                "spots          | s p"
            })
    void is_not_found(String term, String text) {
        assertFalse(finds(term, text));
    }

    @Test
    void what_is_written_backwards_and_shown_forwards_is_found() {
        assertFalse(finds("badger", "regdab"));
        assertTrue(finds("badger", "a \u202Eregdab\u202C here"));
        assertTrue(finds("badger", "first line\n\u202Eregdab"));
    }

    @Test
    void signs_are_letters_only_in_small_numbers() {
        assertTrue(finds("bass", "ba$$"));
        assertFalse(finds("assassin", "a$$a$$$$$$in"));
    }

    @Test
    void nothing_counts_inside_of_a_harmless_phrase_of_the_same_list() {
        Terms terms = new Terms();
        terms.add(Term.of("mole", FOLDING), GROUP);
        terms.add(Term.of("mole", FOLDING), new Group(1, 1));
        terms.add(Term.of("mole rat", FOLDING), Group.harmless(0));
        assertEquals(Set.of(new Group(1, 1)), groups(terms, "a mole rat"));
        assertEquals(Set.of(GROUP, new Group(1, 1)), groups(terms, "a mole rat and a mole"));
    }

    @Test
    void what_one_text_begins_another_ends() {
        assertTrue(finds("badger", "a bad", "ger"));
        assertTrue(finds("badger", "ger", "a bad"));
        assertTrue(finds("badger", "ba", "d", "ger"));
        assertTrue(finds("mole", "mo", "unrelated", "le"));
        assertFalse(finds("badger", "abad", "ger"));
        assertFalse(finds("badger", "bad", "gers"));
        assertFalse(finds("badger", "bad", "unrelated"));
    }

    /** Each is read as some letter of the word in its place. */
    @ParameterizedTest
    @ValueSource(strings = {"ｂａｄｇｅｒ", "ьаԁɡег", "8@d9€r", "βαdgεr", "ɓąđǧëŕ", "𝕓𝕒𝕕𝕘𝕖𝕣", "ʙᴀᴅɢᴇʀ"})
    void look_alikes_are_read(String text) {
        assertTrue(finds("badger", text));
    }

    private static boolean finds(String term, String... texts) {
        Terms terms = new Terms();
        terms.add(Term.of(term, FOLDING), GROUP);
        return groups(terms, texts).contains(GROUP);
    }

    private static Set<Group> groups(Terms terms, String... texts) {
        List<FoldedText> folded = Stream.of(texts)
                .flatMap(text -> FOLDING.readings(text).stream())
                .toList();
        return terms.groupsIn(folded);
    }
}
