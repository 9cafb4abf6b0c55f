package dev.darkroom.activities.provider.sandbox.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each edit does to pixels that are known. */
class EditsTest {

    private static final int WIDE = 96;
    private static final int HIGH = 64;
    private static final BufferedImage CARD = Cards.quarters(WIDE, HIGH);

    @Test
    void a_tint_moves_grey_towards_the_colour() {
        int red = gray(Cards.edit("tint it red", CARD));
        assertTrue(Argb.red(red) > Argb.blue(red) + 50 && Argb.red(red) > Argb.green(red) + 50);
        int blue = gray(Cards.edit("bluish", CARD));
        assertTrue(Argb.blue(blue) > Argb.red(blue) + 50);
    }

    @Test
    void black_and_white_leaves_no_colour_and_keeps_the_light() {
        BufferedImage gray = Cards.edit("black and white", CARD);
        for (int i = 0; i < WIDE * HIGH; i++) {
            int pixel = Argb.pixels(gray)[i];
            int light = Argb.luminance(Argb.pixels(CARD)[i]);
            assertEquals(Argb.pixel(255, light, light, light), pixel);
        }
    }

    @Test
    void sepia_is_brown() {
        int pixel = gray(Cards.edit("sepia", CARD));
        assertTrue(Argb.red(pixel) > Argb.green(pixel) + 15 && Argb.green(pixel) > Argb.blue(pixel) + 15);
    }

    @Test
    void warm_is_redder_and_cold_is_bluer() {
        int warm = gray(Cards.edit("warmer", CARD));
        int cold = gray(Cards.edit("colder", CARD));
        assertTrue(Argb.red(warm) > Argb.blue(warm) + 30);
        assertTrue(Argb.blue(cold) > Argb.red(cold) + 30);
    }

    @Test
    void brighter_and_darker_change_the_light_of_every_pixel() {
        int[] before = Argb.pixels(CARD);
        int[] brighter = Argb.pixels(Cards.edit("brighten", CARD));
        int[] darker = Argb.pixels(Cards.edit("darken", CARD));
        for (int i = 0; i < before.length; i++) {
            assertTrue(Argb.luminance(brighter[i]) > Argb.luminance(before[i]) + 20);
            assertTrue(Argb.luminance(darker[i]) < Argb.luminance(before[i]) - 20);
        }
    }

    @Test
    void inverted_is_the_rest_to_white() {
        int[] before = Argb.pixels(CARD);
        int[] after = Argb.pixels(Cards.edit("invert", CARD));
        assertTrue(IntStream.range(0, before.length).allMatch(i -> after[i] == (before[i] ^ 0xFFFFFF)));
        assertSame(CARD, Cards.edit("invert, and invert again", CARD));
    }

    @Test
    void a_blur_mixes_neighbours_and_leaves_flat_parts() {
        BufferedImage blurred = Cards.edit("blur", CARD);
        int edge = blurred.getRGB(WIDE / 2, 5);
        assertTrue(Argb.red(edge) < Cards.RED.getRed() - 20 && Argb.red(edge) > Cards.GREEN.getRed() + 20);
        assertEquals(CARD.getRGB(5, 5), blurred.getRGB(5, 5));
    }

    @Test
    void sharper_sets_edges_off_and_leaves_flat_parts() {
        BufferedImage card = Cards.subject(WIDE, HIGH, new Color(150, 150, 150), new Color(100, 100, 100));
        BufferedImage sharper = Cards.edit("sharpen", card);
        assertTrue(Argb.red(sharper.getRGB(WIDE / 4, HIGH / 2)) > 155, "inside the edge");
        assertTrue(Argb.red(sharper.getRGB(WIDE / 4 - 1, HIGH / 2)) < 95, "outside the edge");
        assertEquals(card.getRGB(2, 2), sharper.getRGB(2, 2));
    }

    @Test
    void pixelated_has_blocks_of_one_colour() {
        BufferedImage blocks = Cards.edit("pixelate", Cards.noise(WIDE, HIGH));
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                assertEquals(blocks.getRGB(x - x % 2, y - y % 2), blocks.getRGB(x, y));
            }
        }
        assertTrue(Arrays.stream(Argb.pixels(blocks)).distinct().count() > 500);
    }

    @Test
    void a_vignette_darkens_the_corners_and_not_the_middle() {
        BufferedImage card = Cards.flat(WIDE, HIGH, Cards.GRAY);
        BufferedImage dim = Cards.edit("a vignette", card);
        assertEquals(card.getRGB(WIDE / 2, HIGH / 2), dim.getRGB(WIDE / 2, HIGH / 2));
        for (int x : new int[] {0, WIDE - 1}) {
            for (int y : new int[] {0, HIGH - 1}) {
                assertTrue(Argb.red(dim.getRGB(x, y)) < 64);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rotate right,1", "rotate 180 degrees,2", "rotate left,3", "rotate left and rotate right,0"})
    void a_turn_moves_every_pixel(String prompt, int quarters) {
        BufferedImage card = Cards.noise(50, 50);
        BufferedImage turned = Cards.edit(prompt, card);
        assertPixels(turned, (x, y) -> switch (quarters) {
            case 1 -> card.getRGB(y, 49 - x);
            case 2 -> card.getRGB(49 - x, 49 - y);
            case 3 -> card.getRGB(49 - y, x);
            default -> card.getRGB(x, y);
        });
    }

    @Test
    void a_turn_of_a_wide_picture_shows_all_of_it() {
        BufferedImage turned = Cards.edit("rotate right", CARD);
        Rectangle green = Seen.box(turned, Cards.GREEN, 12);
        Rectangle blue = Seen.box(turned, Cards.BLUE, 12);
        assertTrue(green.y > HIGH / 2 - 4 && green.x >= WIDE / 2 - 2, "right above became right below: " + green);
        assertTrue(blue.y < 4 && blue.getMaxX() <= WIDE / 2 + 2, "left below became left above: " + blue);
    }

    @Test
    void a_flip_moves_every_pixel() {
        BufferedImage card = Cards.noise(WIDE, HIGH);
        assertPixels(Cards.edit("mirror it", card), (x, y) -> card.getRGB(WIDE - 1 - x, y));
        assertPixels(Cards.edit("flip vertically", card), (x, y) -> card.getRGB(x, HIGH - 1 - y));
    }

    @Test
    void a_crop_to_the_centre_cuts_the_rim_off() {
        BufferedImage card = Cards.subject(WIDE, HIGH, Cards.BLUE, Cards.RED);
        BufferedImage cropped = Cards.edit("crop the centre", card);
        Rectangle before = Seen.box(card, Cards.BLUE, 0);
        Rectangle after = Seen.box(cropped, Cards.BLUE, 0);
        assertEquals(before.width / 0.6, after.width, 4);
        assertEquals(before.height / 0.6, after.height, 4);
    }

    @Test
    void a_crop_to_a_square_keeps_the_pixels_of_the_square() {
        BufferedImage card = Cards.noise(WIDE, HIGH);
        BufferedImage square = Cards.edit("crop to a square", card);
        int left = (WIDE - HIGH) / 2;
        assertPixels(square.getSubimage(left, 0, HIGH, HIGH), (x, y) -> card.getRGB(left + x, y));
        assertNotEquals(card.getRGB(2, 2), square.getRGB(2, 2));
    }

    @Test
    void a_border_covers_the_rim_alone() {
        BufferedImage framed = Cards.edit("a white border", CARD);
        int edge = HIGH / 22;
        assertPixels(framed, (x, y) -> {
            boolean rim = x < edge || y < edge || x >= WIDE - edge || y >= HIGH - edge;
            return rim ? 0xFFFFFFFF : CARD.getRGB(x, y);
        });
    }

    @Test
    void a_caption_is_written_at_the_foot_and_nowhere_else() {
        BufferedImage card = Cards.flat(320, 240, Cards.BLUE);
        BufferedImage first = Cards.edit("caption \"Hello\"", card);
        Rectangle letters = Seen.changes(card, first);
        assertTrue(letters.y > 160 && letters.width > 40 && letters.width < 200, letters.toString());
        assertFalse(Seen.box(first, Color.WHITE, 0).isEmpty());
        assertFalse(Seen.changes(first, Cards.edit("caption \"World\"", card)).isEmpty(), "other words look alike");
    }

    @Test
    void a_thing_is_put_into_the_picture_in_its_colour() {
        BufferedImage card = Cards.flat(320, 240, Cards.GRAY);
        Color red = Cards.color("red");
        Rectangle balloon = Seen.box(Cards.edit("add a red balloon", card), red, 0);
        assertTrue(balloon.width > 30 && balloon.height > 40 && balloon.width < 100, balloon.toString());
        Rectangle any = Seen.changes(card, Cards.edit("add a gizmo", card));
        assertTrue(any.width > 60 && any.width < 160, any.toString());
    }

    @Test
    void words_that_name_no_edit_leave_a_stamp() {
        BufferedImage card = Cards.flat(320, 240, Cards.GRAY);
        BufferedImage stamped = Cards.edit("a dreamy castle", card);
        Rectangle stamp = Seen.changes(card, stamped);
        assertTrue(stamp.height > 8 && stamp.height < 40 && stamp.x < 20, stamp.toString());
        assertTrue(Seen.changes(card, Cards.edit("mirror", card)).isEmpty(), "an edit leaves none");
    }

    @Test
    void edits_are_done_in_the_order_of_the_words() {
        BufferedImage card = Cards.quarters(64, 64);
        int first = gray(Cards.edit("a vignette, then brighten", Cards.flat(64, 64, Cards.GRAY)));
        int last = gray(Cards.edit("brighten, then a vignette", Cards.flat(64, 64, Cards.GRAY)));
        assertNotEquals(first, last);
        assertPixels(Cards.edit("rotate right, then flip", card), (x, y) -> card.getRGB(y, x));
        assertPixels(Cards.edit("flip, then rotate right", card), (x, y) -> card.getRGB(63 - y, 63 - x));
    }

    @Test
    void a_removed_background_is_transparent_and_the_subject_is_not() {
        BufferedImage card = Cards.subject(WIDE, HIGH, Cards.RED, Cards.GRAY);
        for (String prompt : List.of("remove the background", "")) {
            BufferedImage cut = Cards.edit(prompt, card);
            assertPixels(cut, (x, y) -> {
                boolean subject = x >= WIDE / 4 && x < WIDE * 3 / 4 && y >= HIGH / 4 && y < HIGH * 3 / 4;
                boolean edge =
                        subject && (x == WIDE / 4 || x == WIDE * 3 / 4 - 1 || y == HIGH / 4 || y == HIGH * 3 / 4 - 1);
                int alpha = Argb.alpha(cut.getRGB(x, y));
                assertTrue(!edge || (alpha > 60 && alpha < 255));
                return edge ? cut.getRGB(x, y) : subject ? Cards.RED.getRGB() : Cards.GRAY.getRGB() & 0xFFFFFF;
            });
        }
    }

    @Test
    void a_replaced_background_is_of_the_colour_or_a_landscape() {
        BufferedImage card = Cards.subject(WIDE, HIGH, Cards.RED, Cards.GRAY);
        BufferedImage green = Cards.edit("replace the background with green", card);
        assertEquals(Cards.color("green").getRGB(), green.getRGB(3, 3));
        assertEquals(Cards.RED.getRGB(), green.getRGB(WIDE / 2, HIGH / 2));
        BufferedImage city = Cards.edit("replace the background with a city at night", card);
        assertEquals(Cards.RED.getRGB(), city.getRGB(WIDE / 2, HIGH / 2));
        assertTrue(Arrays.stream(Argb.pixels(city)).distinct().count() > 100);
        assertTrue(Seen.box(city, Cards.GRAY, 0).isEmpty());
    }

    private static int gray(BufferedImage card) {
        return card.getRGB(card.getWidth() - 8, card.getHeight() - 8);
    }

    private static void assertSame(BufferedImage expected, BufferedImage picture) {
        assertTrue(Seen.changes(expected, picture).isEmpty());
    }

    private static void assertPixels(BufferedImage picture, IntBinaryOperator expected) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int wanted = expected.applyAsInt(x, y);
                if (wanted != picture.getRGB(x, y)) {
                    assertEquals(
                            Integer.toHexString(wanted),
                            Integer.toHexString(picture.getRGB(x, y)),
                            "pixel " + x + ", " + y);
                }
            }
        }
    }
}
