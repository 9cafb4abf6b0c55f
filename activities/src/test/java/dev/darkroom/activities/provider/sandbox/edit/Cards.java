package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.provider.sandbox.draw.Encoder;
import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pictures with known pixels, and edits of them. */
public final class Cards {

    static final Color RED = new Color(200, 40, 40);
    static final Color GREEN = new Color(40, 180, 60);
    static final Color BLUE = new Color(50, 70, 210);
    static final Color GRAY = new Color(128, 128, 128);

    private static final Lettering LETTERING = new Lettering();
    private static final Editor EDITOR = new Editor(new Painter(LETTERING), LETTERING);

    private Cards() {}

    /** Red and green above blue and grey. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage card = flat(width, height, RED);
        fill(card, GREEN, width / 2, 0, width - width / 2, height / 2);
        fill(card, BLUE, 0, height / 2, width / 2, height - height / 2);
        fill(card, GRAY, width / 2, height / 2, width - width / 2, height - height / 2);
        return card;
    }

    /** A square subject on a plain background. */
    public static BufferedImage subject(int width, int height, Color subject, Color background) {
        BufferedImage card = flat(width, height, background);
        fill(card, subject, width / 4, height / 4, width / 2, height / 2);
        return card;
    }

    /** One colour. */
    public static BufferedImage flat(int width, int height, Color color) {
        BufferedImage card = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        fill(card, color, 0, 0, width, height);
        return card;
    }

    /** No two neighbours alike. */
    public static BufferedImage noise(int width, int height) {
        BufferedImage card = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                card.setRGB(x, y, ((x * 7919 + y * 104729) * 2654435) & 0xFFFFFF);
            }
        }
        return card;
    }

    /** A rectangle of a colour, which replaces what was there. */
    public static void fill(BufferedImage card, Color color, int x, int y, int width, int height) {
        Graphics2D canvas = card.createGraphics();
        canvas.setComposite(AlphaComposite.Src);
        canvas.setPaint(color);
        canvas.fillRect(x, y, width, height);
        canvas.dispose();
    }

    /** The picture as a job gets it. */
    public static InputImage input(BufferedImage card, ImageFormat format) {
        return input(Encoder.encode(card, format), format, new ImageSize(card.getWidth(), card.getHeight()));
    }

    /** Any bytes, under the name of a picture. */
    public static InputImage input(byte[] bytes, ImageFormat format, ImageSize size) {
        return new InputImage(format, size, bytes.length, "0".repeat(64), null, () -> new ByteArrayInputStream(bytes));
    }

    /** PNGs, the first of them the base. */
    public static InputImages inputs(@Nullable BufferedImage mask, BufferedImage... cards) {
        List<InputImage> references =
                Arrays.stream(cards).map(card -> input(card, ImageFormat.PNG)).toList();
        return new InputImages(references, mask == null ? null : input(mask, ImageFormat.PNG));
    }

    static Color color(String word) {
        return Objects.requireNonNull(ColorWords.first(word));
    }

    /** The first image of an edit in the size of its base. */
    static BufferedImage edit(String prompt, BufferedImage... cards) {
        return masked(prompt, null, cards);
    }

    static BufferedImage masked(String prompt, @Nullable BufferedImage mask, BufferedImage... cards) {
        ImageSize size = new ImageSize(cards[0].getWidth(), cards[0].getHeight());
        return edit(new Editor.Order(inputs(mask, cards), prompt, size, 7, 0));
    }

    static BufferedImage edit(Editor.Order order) {
        try {
            return EDITOR.edit(order).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Editor editor() {
        return EDITOR;
    }
}
