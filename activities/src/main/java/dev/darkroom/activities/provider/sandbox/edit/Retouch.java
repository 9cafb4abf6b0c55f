package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import dev.darkroom.activities.provider.sandbox.draw.Things;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does one edit to a picture. A picture that was cut or turned may come out in another size. */
final class Retouch {

    private static final int BLUR = 60;
    private static final int SHARPEN = 500;
    private static final int BLOCKS = 32;
    private static final int BORDER = 22;

    private final Painter painter;
    private final Lettering lettering;
    private final Things things;

    Retouch(Painter painter, Lettering lettering) {
        this.painter = painter;
        this.lettering = lettering;
        things = new Things(lettering);
    }

    /**
     * The picture after the edit; the one before may have been changed.
     *
     * @param seed decides what the words leave open
     */
    BufferedImage apply(Edit edit, BufferedImage picture, long seed) {
        return switch (edit) {
            case Edit.Change change -> change(change, picture);
            case Edit.Turn(int quarters) -> Turns.turn(picture, quarters);
            case Edit.Tint(Color color) -> changed(picture, it -> Tones.tint(it, color));
            case Edit.Border(Color color) -> changed(picture, it -> border(it, color));
            case Edit.Caption(String words) -> drawn(picture, canvas -> lettering.title(canvas, size(picture), words));
            case Edit.Background(Color color, String words) -> background(picture, color, words, seed);
            case Edit.Addition(String thing, Color color) ->
                drawn(picture, canvas -> {
                    Random random = new Random(seed ^ thing.hashCode());
                    Point2D place = new Point2D.Double(
                            picture.getWidth() * (0.2 + 0.6 * random.nextDouble()),
                            picture.getHeight() * (0.32 + 0.3 * random.nextDouble()));
                    things.put(canvas, thing, place, side(picture), color);
                });
        };
    }

    /** Leaves the prompt on the picture, where it named no edit. */
    BufferedImage stamp(BufferedImage picture, String prompt) {
        return drawn(picture, canvas -> lettering.stamp(canvas, size(picture), prompt));
    }

    private static BufferedImage change(Edit.Change change, BufferedImage picture) {
        return switch (change) {
            case GRAY -> changed(picture, Tones::gray);
            case SEPIA -> changed(picture, Tones::sepia);
            case WARM -> changed(picture, Tones::warm);
            case COLD -> changed(picture, Tones::cold);
            case BRIGHTEN -> changed(picture, Tones::brighten);
            case DARKEN -> changed(picture, Tones::darken);
            case INVERT -> changed(picture, Tones::invert);
            case BLUR -> changed(picture, it -> Focus.blur(it, Math.max(1, side(it) / BLUR)));
            case SHARPEN -> changed(picture, it -> Focus.sharpen(it, Math.max(1, side(it) / SHARPEN)));
            case PIXELATE -> changed(picture, it -> Focus.pixelate(it, Math.max(2, side(it) / BLOCKS)));
            case VIGNETTE -> changed(picture, Tones::vignette);
            case CROP_SQUARE -> Turns.square(picture);
            case CROP_CENTRE -> Turns.centre(picture);
            case FLIP -> Turns.flip(picture, false);
            case FLIP_OVER -> Turns.flip(picture, true);
            case REMOVE_BACKGROUND -> changed(picture, Cutout::cut);
        };
    }

    private BufferedImage background(BufferedImage picture, @Nullable Color color, String words, long seed) {
        Cutout.cut(picture);
        return drawn(under(picture, color, words, seed), canvas -> canvas.drawImage(picture, 0, 0, null));
    }

    private BufferedImage under(BufferedImage picture, @Nullable Color color, String words, long seed) {
        if (color == null) {
            return Argb.of(painter.scenery(words, seed, size(picture)));
        }
        return drawn(Argb.blank(picture.getWidth(), picture.getHeight()), canvas -> {
            canvas.setPaint(color);
            canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        });
    }

    private static void border(BufferedImage picture, Color color) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int edge = Math.max(1, side(picture) / BORDER);
        drawn(picture, canvas -> {
            canvas.setPaint(color);
            canvas.fillRect(0, 0, width, edge);
            canvas.fillRect(0, height - edge, width, edge);
            canvas.fillRect(0, 0, edge, height);
            canvas.fillRect(width - edge, 0, edge, height);
        });
    }

    private static BufferedImage changed(BufferedImage picture, Consumer<BufferedImage> change) {
        change.accept(picture);
        return picture;
    }

    private static BufferedImage drawn(BufferedImage picture, Consumer<Graphics2D> drawing) {
        Graphics2D canvas = Painter.canvas(picture);
        try {
            drawing.accept(canvas);
        } finally {
            canvas.dispose();
        }
        return picture;
    }

    private static int side(BufferedImage picture) {
        return Math.min(picture.getWidth(), picture.getHeight());
    }

    private static ImageSize size(BufferedImage picture) {
        return new ImageSize(picture.getWidth(), picture.getHeight());
    }
}
