package dev.darkroom.activities.provider.sandbox.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import org.jspecify.annotations.Nullable;

/** Puts a labelled thing into a picture. */
public final class Things {

    private static final double RADIUS = 0.16;
    private static final double EDGE = 0.05;
    private static final double LABEL = 0.3;
    private static final double SHADOW = 0.07;

    private final Lettering lettering;

    public Things(Lettering lettering) {
        this.lettering = lettering;
    }

    /**
     * Draws what the words name, with the words below it.
     *
     * @param center of the thing
     * @param unit the shorter side of the picture
     * @param color of the thing; null for its own
     */
    public void put(Graphics2D canvas, String words, Point2D center, double unit, @Nullable Color color) {
        Thing thing = Thing.of(words);
        double radius = unit * RADIUS;
        AffineTransform place = AffineTransform.getTranslateInstance(center.getX(), center.getY());
        place.scale(radius, radius);
        Shape outline = place.createTransformedShape(thing.outline());
        double shade = radius * SHADOW;
        canvas.setPaint(Palette.faded(Color.BLACK, 0.3));
        canvas.fill(AffineTransform.getTranslateInstance(shade, shade).createTransformedShape(outline));
        canvas.setPaint(color == null ? thing.color() : color);
        canvas.fill(outline);
        canvas.setPaint(Palette.faded(Color.BLACK, 0.75));
        canvas.setStroke(new BasicStroke((float) (radius * EDGE), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(outline);
        Point2D below = new Point2D.Double(center.getX(), center.getY() + radius * (1 + LABEL * 0.8));
        lettering.centred(canvas, words, below, Math.max(8, radius * LABEL));
    }
}
