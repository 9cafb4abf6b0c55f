package dev.darkroom.activities.provider.sandbox.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static final int WIDE = 90;
    private static final int HIGH = 60;
    private static final BufferedImage CARD = Cards.noise(WIDE, HIGH);

    /** The ways to say where a picture may be changed. */
    enum Kind {
        ALPHA {
            @Override
            BufferedImage mask() {
                BufferedImage mask = Cards.flat(WIDE, HIGH, Color.WHITE);
                paint(mask, new Color(0, 0, 0, 0));
                return mask;
            }
        },
        LIGHT {
            @Override
            BufferedImage mask() {
                BufferedImage mask = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_INT_RGB);
                paint(mask, Color.WHITE);
                return mask;
            }
        },
        GRAY {
            @Override
            BufferedImage mask() {
                return twoGrays(new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_BYTE_GRAY));
            }
        },
        ONE_BIT {
            @Override
            BufferedImage mask() {
                BufferedImage mask = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_BYTE_BINARY);
                paint(mask, Color.WHITE);
                return mask;
            }
        },
        HALF_TRANSPARENT {
            @Override
            BufferedImage mask() {
                BufferedImage mask = Cards.flat(WIDE, HIGH, new Color(0, 0, 0, 120));
                paint(mask, new Color(255, 255, 255, 120));
                return mask;
            }
        };

        abstract BufferedImage mask();

        private static void paint(BufferedImage mask, Color color) {
            for (int y = 0; y < HIGH; y++) {
                for (int x = 0; x < WIDE; x++) {
                    if (isOpen(x, y)) {
                        mask.setRGB(x, y, color.getRGB());
                    }
                }
            }
        }

        /** The two greys on either side of the middle, as they are in the file. */
        private static BufferedImage twoGrays(BufferedImage mask) {
            for (int y = 0; y < HIGH; y++) {
                for (int x = 0; x < WIDE; x++) {
                    mask.getRaster().setSample(x, y, 0, isOpen(x, y) ? 128 : 127);
                }
            }
            return mask;
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_the_open_pixels_change(Kind kind) {
        BufferedImage edited = Cards.masked("invert it", kind.mask(), CARD);
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                int before = CARD.getRGB(x, y);
                assertEquals(isOpen(x, y) ? before ^ 0xFFFFFF : before, edited.getRGB(x, y), "pixel " + x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a sunny meadow",
                "blur",
                "rotate left",
                "crop the centre",
                "caption \"in here\"",
                "remove the background",
                "a border",
                "add a tree",
                "pixelate",
                "replace the background with red",
                "flip"
            })
    void no_edit_reaches_beyond_the_mask(String prompt) {
        BufferedImage card = Cards.flat(WIDE, HIGH, Cards.GRAY);
        card.getGraphics().drawImage(Cards.noise(8, 8), WIDE / 2 - 4, HIGH / 2 - 4, null);
        BufferedImage edited = Cards.masked(prompt, Kind.ALPHA.mask(), card);
        boolean changed = false;
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                boolean same = card.getRGB(x, y) == edited.getRGB(x, y);
                assertTrue(same || isOpen(x, y), "pixel " + x + ", " + y);
                changed |= !same;
            }
        }
        assertTrue(changed);
    }

    @Test
    void a_base_with_transparent_pixels_keeps_them_to_the_bit() {
        BufferedImage base = Cards.flat(WIDE, HIGH, new Color(201, 33, 77, 3));
        base.setRGB(0, 0, 0x01FFEEDD);
        BufferedImage edited = Cards.masked("invert", Kind.LIGHT.mask(), base);
        assertEquals(0x01FFEEDD, edited.getRGB(0, 0));
        assertEquals(new Color(201, 33, 77, 3).getRGB(), edited.getRGB(1, 0));
    }

    @Test
    void other_pictures_fill_the_mask() {
        BufferedImage edited = Cards.masked("put it there", Kind.ALPHA.mask(), CARD, Cards.flat(40, 40, Cards.BLUE));
        assertEquals(Cards.BLUE.getRGB(), edited.getRGB(45, 30));
        assertTrue(Seen.count(edited, Cards.BLUE, 0) > 200);
    }

    @Test
    void a_closed_mask_changes_nothing() {
        BufferedImage closed = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_INT_RGB);
        assertTrue(Seen.changes(CARD, Cards.masked("invert", closed, CARD)).isEmpty());
    }

    @Test
    void a_mask_follows_its_base_into_another_size() {
        BufferedImage base = Cards.flat(WIDE, HIGH, Cards.GRAY);
        BufferedImage edited = Cards.edit(new Editor.Order(
                Cards.inputs(Kind.LIGHT.mask(), base),
                "replace the background with red",
                new ImageSize(180, 180),
                1,
                0));
        assertEquals(Cards.GRAY.getRGB(), edited.getRGB(90, 4));
        edited = Cards.edit(
                new Editor.Order(Cards.inputs(Kind.LIGHT.mask(), base), "invert", new ImageSize(180, 180), 1, 0));
        assertEquals(Cards.GRAY.getRGB() ^ 0xFFFFFF, edited.getRGB(90, 90));
        assertEquals(Cards.GRAY.getRGB(), edited.getRGB(90, 4));
        assertEquals(90.0 * 180 / HIGH / 3, Seen.box(edited, new Color(127, 127, 127), 0).width, 6);
    }

    @Test
    void a_mask_of_another_size_is_refused() throws IOException {
        InputImage base = Cards.input(CARD, ImageFormat.PNG);
        InputImage other = Cards.input(Cards.flat(WIDE + 1, HIGH, Color.WHITE), ImageFormat.PNG);
        InputImages inputs = new InputImages(List.of(base), other);
        assertFalse(Cards.editor().accepts(inputs));
        assertEquals(
                Optional.empty(),
                Cards.editor().edit(new Editor.Order(inputs, "blur", new ImageSize(WIDE, HIGH), 1, 0)));
        InputImages fitting = new InputImages(List.of(base), Cards.input(Kind.ALPHA.mask(), ImageFormat.PNG));
        assertTrue(Cards.editor().accepts(fitting));
    }

    /** A lozenge in the middle, a third of the picture wide. */
    private static boolean isOpen(int x, int y) {
        return Math.abs(x - WIDE / 2) + Math.abs(y - HIGH / 2) <= WIDE / 6;
    }
}
