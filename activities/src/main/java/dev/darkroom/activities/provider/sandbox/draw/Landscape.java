package dev.darkroom.activities.provider.sandbox.draw;

import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** A sky, a light in it, and ridges that grow darker as they come nearer. */
final class Landscape {

    private static final int RIDGES = 5;
    private static final int STARS = 220;
    private static final int CLOUDS = 6;

    private final Graphics2D canvas;
    private final Palette palette;
    private final Random random;
    private final double width;
    private final double height;
    private final double unit;

    Landscape(Graphics2D canvas, ImageSize size, Palette palette, Random random) {
        this.canvas = canvas;
        this.palette = palette;
        this.random = random;
        width = size.width();
        height = size.height();
        unit = Math.min(width, height);
    }

    void paint(Scene scene) {
        double horizon = height * (0.55 + 0.1 * random.nextDouble());
        Point2D.Double light = new Point2D.Double(width * (0.2 + 0.6 * random.nextDouble()), horizon * 0.55);
        sky(horizon);
        if (palette.night()) {
            stars(horizon);
        } else {
            clouds(horizon);
        }
        light(light);
        switch (scene) {
            case MOUNTAINS -> ridges(horizon, RIDGES, 0.26);
            case FOREST -> forest(horizon);
            case CITY -> city(horizon);
            case SEA, LIGHTHOUSE -> sea(horizon, light, scene);
        }
        birds(horizon);
    }

    private void sky(double horizon) {
        canvas.setPaint(new LinearGradientPaint(
                new Point2D.Double(0, 0),
                new Point2D.Double(0, horizon * 1.1),
                new float[] {0f, 0.6f, 1f},
                new Color[] {palette.skyTop(), palette.skyMiddle(), palette.skyLow()}));
        canvas.fill(new Rectangle2D.Double(0, 0, width, height));
    }

    private void light(Point2D.Double at) {
        glow(at.x, at.y, unit * 0.6, unit * 0.6, palette.night() ? 0.3 : 0.55);
        canvas.setPaint(palette.light());
        disc(at.x, at.y, unit * (palette.night() ? 0.045 : 0.065));
    }

    /** Light without an edge: it falls off in steps that grow smaller. */
    private void glow(double x, double y, double across, double up, double opacity) {
        AffineTransform before = canvas.getTransform();
        canvas.translate(x, y);
        canvas.scale(across, up);
        canvas.setPaint(new RadialGradientPaint(0f, 0f, 1f, new float[] {0f, 0.12f, 0.3f, 0.6f, 1f}, new Color[] {
            Palette.faded(palette.light(), opacity),
            Palette.faded(palette.light(), opacity * 0.6),
            Palette.faded(palette.light(), opacity * 0.28),
            Palette.faded(palette.light(), opacity * 0.08),
            Palette.faded(palette.light(), 0)
        }));
        canvas.fill(new Ellipse2D.Double(-1, -1, 2, 2));
        canvas.setTransform(before);
    }

    private void stars(double horizon) {
        for (int i = 0; i < STARS; i++) {
            canvas.setPaint(Palette.faded(Color.WHITE, 0.2 + 0.8 * random.nextDouble()));
            double radius = unit * (0.0006 + 0.0016 * random.nextDouble());
            disc(width * random.nextDouble(), horizon * random.nextDouble(), radius);
        }
    }

    private void clouds(double horizon) {
        for (int i = 0; i < CLOUDS; i++) {
            double x = width * random.nextDouble();
            double y = horizon * (0.1 + 0.6 * random.nextDouble());
            for (int puff = 0; puff < 8; puff++) {
                double w = unit * (0.1 + 0.2 * random.nextDouble());
                double px = x + unit * 0.18 * random.nextGaussian();
                double py = y + unit * 0.008 * random.nextGaussian();
                glow(px, py, w, w * (0.1 + 0.08 * random.nextDouble()), 0.28);
            }
        }
    }

    private void ridges(double horizon, int count, double ruggedness) {
        for (int i = 0; i < count; i++) {
            double depth = (double) i / (count - 1);
            double base = horizon + (height - horizon) * 0.85 * depth - unit * 0.05;
            ridge(base, unit * ruggedness * (1 - 0.45 * depth), depth);
        }
    }

    private void ridge(double base, double rise, double depth) {
        Color color = Palette.mix(palette.far(), palette.near(), depth);
        Color foot = Palette.mix(color, palette.skyLow(), 0.45 * (1 - depth));
        canvas.setPaint(new GradientPaint(0, (float) (base - rise), color, 0, (float) (base + rise), foot));
        canvas.fill(outline(line(base, rise)));
    }

    /** Heights from left to right: waves of doubling frequency and falling height. */
    private double[] line(double base, double rise) {
        double[] phases = random.doubles(7).toArray();
        double[] line = new double[(int) width + 2];
        for (int x = 0; x < line.length; x++) {
            double sum = 0;
            double share = 1;
            double frequency = 1.3;
            for (double phase : phases) {
                double wave = StrictMath.sin(2 * Math.PI * (frequency * x / width + phase));
                sum += share * (1 - 2 * Math.abs(wave) + 0.35 * wave);
                share *= 0.5;
                frequency *= 2.07;
            }
            line[x] = base - rise * sum * 0.5;
        }
        return line;
    }

    private Path2D outline(double[] line) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, height);
        for (int x = 0; x < line.length; x++) {
            path.lineTo(x, line[x]);
        }
        path.lineTo(width + 1, height);
        path.closePath();
        return path;
    }

    private void forest(double horizon) {
        ridges(horizon, 3, 0.2);
        for (int row = 0; row < 4; row++) {
            double depth = 0.4 + 0.2 * row;
            double[] ground = line(height * (0.74 + 0.08 * row), unit * 0.05);
            canvas.setPaint(Palette.mix(palette.far(), palette.near(), depth));
            canvas.fill(outline(ground));
            double size = unit * (0.06 + 0.045 * row);
            for (double x = -size; x < width + size; x += size * (0.25 + 0.35 * random.nextDouble())) {
                int foot = (int) Math.clamp(x, 0, ground.length - 1);
                tree(x, ground[foot] + size * 0.1, size * (0.7 + 0.7 * random.nextDouble()));
            }
        }
    }

    private void tree(double x, double foot, double size) {
        for (int tier = 0; tier < 4; tier++) {
            double top = foot - size * (1 - 0.22 * tier);
            double half = size * (0.09 + 0.07 * tier);
            Path2D path = new Path2D.Double();
            path.moveTo(x, top);
            path.lineTo(x + half, top + size * 0.36);
            path.lineTo(x - half, top + size * 0.36);
            path.closePath();
            canvas.fill(path);
        }
    }

    private void city(double horizon) {
        ridges(horizon, 2, 0.12);
        for (int row = 0; row < 3; row++) {
            double depth = 0.35 + 0.3 * row;
            double foot = height * (0.82 + 0.1 * row);
            double x = -unit * 0.05;
            while (x < width) {
                double w = unit * (0.05 + 0.07 * random.nextDouble());
                double h = unit * (0.12 + 0.34 * random.nextDouble() * random.nextDouble() + 0.05 * row);
                canvas.setPaint(Palette.mix(palette.far(), palette.near(), depth));
                canvas.fill(new Rectangle2D.Double(x, foot - h, w, height - foot + h));
                windows(x, foot - h, w, h + height - foot);
                x += w * (1.02 + 0.25 * random.nextDouble());
            }
        }
    }

    private void windows(double x, double top, double w, double h) {
        double step = unit * 0.013;
        double lit = palette.night() ? 0.45 : 0.2;
        for (double dy = step; dy < h - step; dy += step * 1.5) {
            for (double dx = step * 0.7; dx < w - step; dx += step * 1.2) {
                if (random.nextDouble() < lit) {
                    canvas.setPaint(Palette.faded(palette.light(), 0.35 + 0.5 * random.nextDouble()));
                    canvas.fill(new Rectangle2D.Double(x + dx, top + dy, step * 0.55, step * 0.8));
                }
            }
        }
    }

    private void sea(double horizon, Point2D.Double light, Scene scene) {
        ridge(horizon + unit * 0.015, unit * 0.09, 0.25);
        canvas.setPaint(new GradientPaint(
                0,
                (float) horizon,
                Palette.mix(palette.skyLow(), palette.skyMiddle(), 0.4),
                0,
                (float) height,
                palette.near()));
        canvas.fill(new Rectangle2D.Double(0, horizon, width, height - horizon));
        for (int i = 0; i < 900; i++) {
            double depth = random.nextDouble() * random.nextDouble();
            double y = horizon + (height - horizon) * depth;
            double spread = unit * (0.04 + 0.3 * depth);
            double x = light.x + spread * random.nextGaussian();
            double w = unit * (0.008 + 0.05 * depth);
            canvas.setPaint(Palette.faded(palette.light(), 0.12 + 0.3 * random.nextDouble() * (1 - depth)));
            canvas.fill(new Ellipse2D.Double(x - w / 2, y, w, unit * (0.0012 + 0.003 * depth)));
        }
        // On the side where the light is not, which it would hide.
        double aside = width * (0.1 + 0.15 * random.nextDouble());
        double x = width / 2 + (light.x < width / 2 ? aside : -aside);
        if (scene == Scene.LIGHTHOUSE) {
            lighthouse(x, horizon, unit * 0.3);
        } else {
            boat(x, horizon + (height - horizon) * 0.3, unit * 0.075);
        }
    }

    private void boat(double x, double y, double size) {
        canvas.setPaint(palette.near());
        Path2D hull = new Path2D.Double();
        hull.moveTo(x - size, y);
        hull.lineTo(x + size, y);
        hull.quadTo(x + size * 0.7, y + size * 0.35, x, y + size * 0.35);
        hull.quadTo(x - size * 0.7, y + size * 0.35, x - size, y);
        canvas.fill(hull);
        canvas.setPaint(Palette.mix(palette.light(), palette.skyLow(), 0.2));
        sail(x + size * 0.06, y, size * 0.75, size * 1.5);
        canvas.setPaint(Palette.mix(palette.light(), palette.skyMiddle(), 0.35));
        sail(x - size * 0.06, y, -size * 0.55, size * 1.15);
    }

    private void lighthouse(double x, double foot, double size) {
        canvas.setPaint(palette.near());
        canvas.fill(new Arc2D.Double(x - size * 0.6, foot - size * 0.16, size * 1.2, size * 0.5, 0, 180, Arc2D.CHORD));
        Color wall = Palette.mix(palette.light(), palette.skyLow(), 0.15);
        Color band = Palette.mix(palette.near(), new Color(0xB0413E), 0.7);
        for (int i = 0; i < 5; i++) {
            double half = size * (0.1 - 0.012 * i);
            double top = foot - size * (0.1 + 0.15 * (i + 1));
            canvas.setPaint(i % 2 == 0 ? wall : band);
            Path2D ring = new Path2D.Double();
            ring.moveTo(x - half, top + size * 0.15);
            ring.lineTo(x + half, top + size * 0.15);
            ring.lineTo(x + half - size * 0.012, top);
            ring.lineTo(x - half + size * 0.012, top);
            ring.closePath();
            canvas.fill(ring);
        }
        double lamp = foot - size * 0.9;
        glow(x, lamp, size * 0.5, size * 0.5, 0.9);
        canvas.setPaint(palette.light());
        canvas.fill(new Rectangle2D.Double(x - size * 0.03, lamp - size * 0.04, size * 0.06, size * 0.08));
        canvas.setPaint(palette.near());
        canvas.fill(new Rectangle2D.Double(x - size * 0.06, lamp + size * 0.03, size * 0.12, size * 0.025));
        Path2D roof = new Path2D.Double();
        roof.moveTo(x - size * 0.05, lamp - size * 0.04);
        roof.lineTo(x + size * 0.05, lamp - size * 0.04);
        roof.lineTo(x, lamp - size * 0.11);
        roof.closePath();
        canvas.fill(roof);
    }

    private void sail(double x, double y, double reach, double rise) {
        Path2D sail = new Path2D.Double();
        sail.moveTo(x, y - rise * 0.06);
        sail.lineTo(x, y - rise);
        sail.quadTo(x + reach * 0.9, y - rise * 0.45, x + reach, y - rise * 0.06);
        sail.closePath();
        canvas.fill(sail);
    }

    private void birds(double horizon) {
        canvas.setPaint(Palette.faded(palette.near(), 0.75));
        double x = width * (0.15 + 0.6 * random.nextDouble());
        double y = horizon * (0.25 + 0.3 * random.nextDouble());
        for (int i = 0; i < 5; i++) {
            double size = unit * (0.012 + 0.01 * random.nextDouble());
            double bx = x + unit * 0.07 * random.nextGaussian();
            double by = y + unit * 0.04 * random.nextGaussian();
            Path2D bird = new Path2D.Double();
            bird.moveTo(bx - size, by - size * 0.35);
            bird.quadTo(bx - size * 0.4, by - size * 0.55, bx, by);
            bird.quadTo(bx + size * 0.4, by - size * 0.55, bx + size, by - size * 0.35);
            bird.quadTo(bx + size * 0.4, by - size * 0.3, bx, by + size * 0.14);
            bird.quadTo(bx - size * 0.4, by - size * 0.3, bx - size, by - size * 0.35);
            canvas.fill(bird);
        }
    }

    private void disc(double x, double y, double radius) {
        canvas.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
}
