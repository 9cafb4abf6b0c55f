package dev.darkroom.activities.provider.sandbox.draw;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Random;

/** Paints a landscape that a prompt and a seed decide: the same ones give the same bytes. */
public final class Painter {

    private final Lettering lettering;

    public Painter(Lettering lettering) {
        this.lettering = lettering;
    }

    /** The bytes of {@link #draw}. */
    public byte[] paint(String prompt, long seed, ImageSize size, ImageFormat format) {
        return Encoder.encode(draw(prompt, seed, size), format);
    }

    /** A landscape with the prompt below it. */
    public BufferedImage draw(String prompt, long seed, ImageSize size) {
        BufferedImage picture = scenery(prompt, seed, size);
        Graphics2D canvas = canvas(picture);
        try {
            lettering.caption(canvas, size, prompt);
            lettering.mark(canvas, size);
        } finally {
            canvas.dispose();
        }
        return picture;
    }

    /** A landscape without a word in it. */
    public BufferedImage scenery(String prompt, long seed, ImageSize size) {
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = canvas(picture);
        try {
            String words = prompt.toLowerCase(Locale.ROOT);
            Random random = new Random(seed ^ words.hashCode() * 31L);
            new Landscape(canvas, size, Palette.of(words, random), random).paint(Scene.of(words, random));
        } finally {
            canvas.dispose();
        }
        return picture;
    }

    /** A canvas with smooth edges and letters. The caller disposes of it. */
    public static Graphics2D canvas(BufferedImage picture) {
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return canvas;
    }
}
