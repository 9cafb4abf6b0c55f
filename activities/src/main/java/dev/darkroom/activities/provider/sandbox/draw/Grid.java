package dev.darkroom.activities.provider.sandbox.draw;

import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Pictures side by side and below each other, two in a row, each at half the sides of the pictures themselves. */
public final class Grid {

    private final ImageSize part;
    private final BufferedImage sheet;

    /**
     * An empty grid.
     *
     * @param size of the pictures themselves
     * @param pictures how many there are
     */
    public Grid(ImageSize size, int pictures) {
        part = new ImageSize(Math.max(1, size.width() / 2), Math.max(1, size.height() / 2));
        int rows = (pictures + 1) / 2;
        sheet = new BufferedImage(2 * part.width(), rows * part.height(), BufferedImage.TYPE_INT_RGB);
    }

    /** The size in which pictures are laid in. */
    public ImageSize part() {
        return part;
    }

    /** Lays one picture in its place. */
    public void lay(BufferedImage picture, int index) {
        Graphics2D canvas = sheet.createGraphics();
        try {
            canvas.drawImage(picture, index % 2 * part.width(), index / 2 * part.height(), null);
        } finally {
            canvas.dispose();
        }
    }

    /** The whole sheet. */
    public BufferedImage sheet() {
        return sheet;
    }
}
