package dev.darkroom.activities.provider.sandbox.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are found again in what was made of them, by their colour. */
class CompositionTest {

    private static final Color FIRST = new Color(0xC81E5A);
    private static final Color SECOND = new Color(0x1EC8A0);
    private static final Color THIRD = new Color(0x5A1EC8);

    @Test
    void the_second_picture_lies_on_the_first_whole_and_in_its_ratio() {
        BufferedImage result = Cards.edit("put it there", card(FIRST, 600, 400), card(SECOND, 300, 150));
        Rectangle inset = Seen.box(result, SECOND, 0);
        assertTrue(inset.width > 120 && inset.width < 240, inset.toString());
        assertEquals(2.0, (double) inset.width / inset.height, 0.05);
        assertTrue(inset.x > 300 && inset.getMaxX() < 600 && inset.y > 0 && inset.getMaxY() < 200);
        assertTrue(Seen.count(result, FIRST, 0) > 600 * 400 * 0.7, "the base is hidden");
    }

    @Test
    void pixels_beside_the_insets_stay_the_same() {
        BufferedImage base = Cards.noise(300, 200);
        BufferedImage result = Cards.edit("a vignette", base);
        BufferedImage plain = Cards.edit("mirror, then mirror", base, card(SECOND, 50, 50));
        assertFalse(Seen.changes(base, result).isEmpty());
        Rectangle changes = Seen.changes(base, plain);
        assertTrue(changes.x > 150 && changes.getMaxY() < 140, changes.toString());
    }

    @Test
    void step_three_contains_step_two_contains_step_one() {
        BufferedImage one = Cards.edit("add a star", card(FIRST, 400, 400));
        BufferedImage two = Cards.edit("with the first", card(SECOND, 600, 400), one);
        BufferedImage three = Cards.edit("with both", card(THIRD, 800, 600), two);
        Rectangle second = Seen.box(three, SECOND, 0);
        Rectangle first = Seen.box(three, FIRST, 0);
        assertTrue(second.width > 150, second.toString());
        assertTrue(first.width > 30, first.toString());
        assertTrue(second.contains(first), second + " around " + first);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 16})
    void every_picture_has_a_place_of_its_own(int count) {
        BufferedImage[] cards = new BufferedImage[count];
        for (int i = 0; i < count; i++) {
            cards[i] = card(color(i), 120 + 10 * i, 100);
        }
        cards[0] = card(color(0), 900, 600);
        for (String prompt : List.of("all of them", "side by side")) {
            BufferedImage result = Cards.edit(prompt, cards);
            for (int i = 0; i < count; i++) {
                assertTrue(Seen.count(result, color(i), 0) > 2000, prompt + ", picture " + i + " of " + count);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"600,400", "500,500"})
    void side_by_side_is_left_and_right(int width, int height) {
        BufferedImage result = Cards.edit("combine them", card(FIRST, width, height), card(SECOND, width, height));
        Rectangle first = Seen.box(result, FIRST, 0);
        Rectangle second = Seen.box(result, SECOND, 0);
        assertTrue(first.getMaxX() < second.x, first + " left of " + second);
        assertEquals(width / 2.0, first.width, 8);
        assertEquals(width / 2.0, second.width, 8);
    }

    @Test
    void a_tall_pair_is_laid_below_each_other() {
        BufferedImage result = Cards.edit("combine them", card(FIRST, 300, 600), card(SECOND, 300, 600));
        assertTrue(Seen.box(result, FIRST, 0).getMaxY() < Seen.box(result, SECOND, 0).y);
    }

    @Test
    void a_base_of_another_ratio_fills_the_picture_and_keeps_its_own() {
        BufferedImage base = Cards.subject(600, 300, FIRST, SECOND);
        BufferedImage result =
                Cards.edit(new Editor.Order(Cards.inputs(null, base), "mirror", new ImageSize(200, 200), 1, 0));
        assertEquals(200, result.getWidth());
        assertEquals(200, result.getHeight());
        assertEquals(new Rectangle(0, 0, 200, 200), Seen.box(result, SECOND, 0));
        assertEquals(100, Seen.box(result, FIRST, 0).height, 2);
        assertEquals(200, Seen.box(result, FIRST, 2).width, 2);
    }

    @Test
    void the_edits_are_done_to_all_that_was_composed() {
        BufferedImage result = Cards.edit("invert", card(FIRST, 400, 300), card(SECOND, 90, 90));
        assertTrue(Seen.count(result, new Color(~SECOND.getRGB() & 0xFFFFFF), 0) > 2000);
    }

    private static Color color(int index) {
        return new Color(10 + 15 * index, 255 - 13 * index, 40 + (index * 83) % 200);
    }

    private static BufferedImage card(Color color, int width, int height) {
        return Cards.flat(width, height, color);
    }
}
