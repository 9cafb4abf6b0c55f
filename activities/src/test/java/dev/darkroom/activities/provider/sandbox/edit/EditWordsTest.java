package dev.darkroom.activities.provider.sandbox.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.activities.provider.sandbox.edit.Edit.Change;
import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditWordsTest {

    @ParameterizedTest
    @MethodSource({"tones", "shapes", "additions"})
    void words_name_edits(String prompt, List<Edit> edits) {
        assertEquals(edits, EditWords.read(prompt).edits());
    }

    static Stream<Arguments> tones() {
        return Stream.of(
                arguments("Make it Red", List.of(tint("red"))),
                arguments("a bluish tint", List.of(tint("blue"))),
                arguments("reddish", List.of(tint("red"))),
                arguments("sepia", List.of(Change.SEPIA)),
                arguments("make it black and white", List.of(Change.GRAY)),
                arguments("B&W, please", List.of(Change.GRAY)),
                arguments("grayscale", List.of(Change.GRAY)),
                arguments("warmer", List.of(Change.WARM)),
                arguments("a cold morning", List.of(Change.COLD)),
                arguments("brighten it", List.of(Change.BRIGHTEN)),
                arguments("darker", List.of(Change.DARKEN)),
                arguments("blur the picture", List.of(Change.BLUR)),
                arguments("sharpen", List.of(Change.SHARPEN)),
                arguments("pixelate it", List.of(Change.PIXELATE)),
                arguments("invert the colours", List.of(Change.INVERT)),
                arguments("with a vignette", List.of(Change.VIGNETTE)));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("crop to a square", List.of(Change.CROP_SQUARE)),
                arguments("crop the centre", List.of(Change.CROP_CENTRE)),
                arguments("crop it", List.of(Change.CROP_CENTRE)),
                arguments("rotate", List.of(new Edit.Turn(1))),
                arguments("rotate 90 degrees", List.of(new Edit.Turn(1))),
                arguments("rotate it by 180°", List.of(new Edit.Turn(2))),
                arguments("rotate 270", List.of(new Edit.Turn(3))),
                arguments("rotate left", List.of(new Edit.Turn(3))),
                arguments("rotate the image 90 degrees to the left", List.of(new Edit.Turn(3))),
                arguments("turn it counterclockwise", List.of(new Edit.Turn(3))),
                arguments("turn right", List.of(new Edit.Turn(1))),
                arguments("upside down", List.of(new Edit.Turn(2))),
                arguments("flip it", List.of(Change.FLIP)),
                arguments("mirror the photo", List.of(Change.FLIP)),
                arguments("flip vertically", List.of(Change.FLIP_OVER)));
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                arguments("caption \"Ünder the Red sea\"", List.of(new Edit.Caption("Ünder the Red sea"))),
                arguments("write “so blue” below", List.of(new Edit.Caption("so blue"))),
                arguments("a blue border", List.of(new Edit.Border(Cards.color("blue")))),
                arguments("put it in a frame", List.of(new Edit.Border(Color.WHITE))),
                arguments("remove the background", List.of(Change.REMOVE_BACKGROUND)),
                arguments("on a transparent background", List.of(Change.REMOVE_BACKGROUND)),
                arguments("make the background transparent", List.of(Change.REMOVE_BACKGROUND)),
                arguments("a white background", List.of(new Edit.Background(Color.WHITE, "white background"))),
                arguments(
                        "replace the background with a city at night, then blur",
                        List.of(new Edit.Background(null, "a city at night"), Change.BLUR)),
                arguments(
                        "change the background to green and add a star",
                        List.of(new Edit.Background(Cards.color("green"), "green"), new Edit.Addition("star", null))),
                arguments("add a red balloon", List.of(new Edit.Addition("red balloon", Cards.color("red")))),
                arguments("add a boat to the lake", List.of(new Edit.Addition("boat", null))),
                arguments("add a red tint", List.of(tint("red"))),
                arguments("add a black border", List.of(new Edit.Border(Color.BLACK))));
    }

    @Test
    void several_words_keep_their_order() {
        assertEquals(
                List.of(Change.BLUR, new Edit.Turn(3), tint("blue"), Change.GRAY),
                EditWords.read("blur it, rotate left, tint it blue and make it black and white")
                        .edits());
        assertEquals(
                List.of(Change.INVERT, Change.FLIP),
                EditWords.read("Invert, then flip").edits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"side by side", "combine the two", "a collage of them", "Next to each other"})
    void pictures_can_be_laid_beside_each_other(String prompt) {
        assertTrue(EditWords.read(prompt).sideBySide());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a dreamy castle",
                "the reader writes",
                "turn the music on",
                "a bird that reads",
                "coloured",
                "add"
            })
    void other_words_name_none(String prompt) {
        assertTrue(EditWords.read(prompt).isEmpty());
    }

    @Test
    void a_long_prompt_has_a_bounded_number_of_edits() {
        assertEquals(
                EditWords.EDITS_MAX, EditWords.read("red ".repeat(8000)).edits().size());
    }

    private static Edit tint(String word) {
        return new Edit.Tint(Cards.color(word));
    }
}
