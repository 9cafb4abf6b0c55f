package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Lays pictures on a picture: as framed, numbered insets, or into cells. */
final class Compositor {

    private static final Color PAPER = new Color(0xF7F3EA);
    private static final Color SHADOW = new Color(0, 0, 0, 70);
    private static final Color BADGE = new Color(0x1F2A44);
    private static final int FRAME = 30;
    private static final int NUMBERED_MIN = 48;

    private final Lettering lettering;

    Compositor(Lettering lettering) {
        this.lettering = lettering;
    }

    /** A picture that is nothing but paper, to lay others on. */
    static BufferedImage paper(int width, int height) {
        BufferedImage paper = Argb.blank(width, height);
        Graphics2D canvas = paper.createGraphics();
        try {
            canvas.setPaint(PAPER);
            canvas.fillRect(0, 0, width, height);
        } finally {
            canvas.dispose();
        }
        return paper;
    }

    /** Lays the whole of a picture into a place, in a frame and with its number. */
    void inset(BufferedImage onto, BufferedImage picture, Rectangle place, int number) {
        int frame = Math.max(1, Math.min(place.width, place.height) / FRAME);
        int across = Math.max(1, place.width - 2 * frame);
        int down = Math.max(1, place.height - 2 * frame);
        Rectangle inner = Fit.inner(picture.getWidth(), picture.getHeight(), across, down);
        // To the right and up, so that insets of several ratios line up with the corner.
        inner.setLocation(place.x + place.width - frame - inner.width, place.y + frame);
        Graphics2D canvas = Painter.canvas(onto);
        try {
            canvas.setPaint(SHADOW);
            fill(canvas, inner, frame, (frame + 1) / 2);
            canvas.setPaint(PAPER);
            fill(canvas, inner, frame, 0);
            canvas.drawImage(Fit.scale(picture, inner.width, inner.height), inner.x, inner.y, null);
            badge(canvas, inner, number);
        } finally {
            canvas.dispose();
        }
    }

    /** Lays the whole of a picture into a place and fills it, with its number in the corner. */
    void cell(BufferedImage onto, BufferedImage picture, Rectangle place, int number) {
        Graphics2D canvas = Painter.canvas(onto);
        try {
            canvas.drawImage(Fit.contain(picture, place.width, place.height), place.x, place.y, null);
            badge(canvas, place, number);
        } finally {
            canvas.dispose();
        }
    }

    private void badge(Graphics2D canvas, Rectangle place, int number) {
        int side = Math.min(place.width, place.height);
        if (side < NUMBERED_MIN) {
            return;
        }
        double radius = Math.max(6, side * 0.07);
        Point2D center = new Point2D.Double(place.x + radius * 1.4, place.y + radius * 1.4);
        canvas.setPaint(BADGE);
        canvas.fill(new Ellipse2D.Double(center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius));
        lettering.centred(canvas, Integer.toString(number), center, radius * 1.2);
    }

    private static void fill(Graphics2D canvas, Rectangle inner, int frame, int shift) {
        canvas.fillRect(
                inner.x - frame + shift, inner.y - frame + shift, inner.width + 2 * frame, inner.height + 2 * frame);
    }
}
