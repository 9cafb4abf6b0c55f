package dev.darkroom.activities.provider.sandbox.draw;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Simple things that can be put into a picture. Each is an outline within a square from -1 to 1, y downwards. */
enum Thing {
    SUN("sun", 0xFFC93C),
    MOON("moon crescent", 0xF3F1E0),
    STAR("star", 0xFFD75E),
    HEART("heart", 0xE0405E),
    BALLOON("balloon", 0xE0405E),
    BOAT("boat ship sailboat", 0xF4EAD2),
    TREE("tree pine fir", 0x2F7D4F),
    HOUSE("house home hut cabin", 0xC8694A),
    CLOUD("cloud", 0xFFFFFF),
    FLOWER("flower rose tulip daisy", 0xE86AA6),
    HAT("hat", 0x3A3F58),
    BIRD("bird seagull gull", 0x2A2745),
    /** What has no shape of its own. */
    DISC("", 0x3D7EA6);

    private final String names;
    private final Color color;

    Thing(String names, int color) {
        this.names = names;
        this.color = new Color(color);
    }

    /** The thing that words name, by their last noun that is known here. */
    static Thing of(String words) {
        List<String> said = Stream.of(words.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .toList()
                .reversed();
        for (String word : said) {
            for (Thing thing : values()) {
                if (thing != DISC && List.of(thing.names.split(" ")).contains(word)) {
                    return thing;
                }
            }
        }
        return DISC;
    }

    /** Its own colour, where none is asked for. */
    Color color() {
        return color;
    }

    Area outline() {
        return switch (this) {
            case SUN -> star(16, 0.72);
            case MOON -> moon();
            case STAR -> star(5, 0.42);
            case HEART -> heart();
            case BALLOON -> balloon();
            case BOAT -> boat();
            case TREE -> tree();
            case HOUSE -> house();
            case CLOUD -> cloud();
            case FLOWER -> flower();
            case HAT -> hat();
            case BIRD -> bird();
            case DISC -> ellipse(0, 0, 0.9, 0.9);
        };
    }

    private static Area star(int points, double inner) {
        double[] corners = new double[4 * points];
        for (int i = 0; i < 2 * points; i++) {
            double radius = i % 2 == 0 ? 1 : inner;
            double angle = Math.PI * i / points - Math.PI / 2;
            corners[2 * i] = radius * StrictMath.cos(angle);
            corners[2 * i + 1] = radius * StrictMath.sin(angle);
        }
        return polygon(corners);
    }

    private static Area moon() {
        Area moon = ellipse(0, 0, 0.95, 0.95);
        moon.subtract(ellipse(0.42, -0.18, 0.8, 0.8));
        return moon;
    }

    private static Area heart() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0.95);
        path.curveTo(-1.7, -0.25, -0.75, -1.35, 0, -0.45);
        path.curveTo(0.75, -1.35, 1.7, -0.25, 0, 0.95);
        return new Area(path);
    }

    private static Area balloon() {
        Area balloon = ellipse(0, -0.3, 0.58, 0.68);
        balloon.add(polygon(-0.1, 0.48, 0.1, 0.48, 0, 0.34));
        balloon.add(rectangle(-0.018, 0.4, 0.036, 0.6));
        return balloon;
    }

    private static Area boat() {
        Area boat = polygon(-0.95, 0.4, 0.95, 0.4, 0.6, 0.85, -0.6, 0.85);
        boat.add(polygon(0.05, 0.25, 0.05, -0.95, 0.8, 0.25));
        boat.add(polygon(-0.06, 0.25, -0.06, -0.65, -0.6, 0.25));
        return boat;
    }

    private static Area tree() {
        Area tree = polygon(0, -0.98, 0.42, -0.3, -0.42, -0.3);
        tree.add(polygon(0, -0.6, 0.56, 0.2, -0.56, 0.2));
        tree.add(polygon(0, -0.15, 0.7, 0.7, -0.7, 0.7));
        tree.add(rectangle(-0.1, 0.65, 0.2, 0.33));
        return tree;
    }

    private static Area house() {
        Area house = rectangle(-0.7, -0.1, 1.4, 1.05);
        house.add(polygon(-0.95, 0, 0, -0.9, 0.95, 0));
        house.subtract(rectangle(-0.14, 0.4, 0.32, 0.55));
        house.subtract(rectangle(-0.52, 0.15, 0.24, 0.24));
        house.subtract(rectangle(0.32, 0.15, 0.24, 0.24));
        return house;
    }

    private static Area cloud() {
        Area cloud = ellipse(-0.45, 0.15, 0.5, 0.36);
        cloud.add(ellipse(0.05, -0.1, 0.52, 0.5));
        cloud.add(ellipse(0.52, 0.18, 0.44, 0.33));
        return cloud;
    }

    private static Area flower() {
        Area flower = rectangle(-0.045, 0, 0.09, 1);
        for (int petal = 0; petal < 6; petal++) {
            double angle = Math.PI * petal / 3;
            Area leaf = ellipse(0, -0.38, 0.2, 0.3);
            leaf.transform(AffineTransform.getRotateInstance(angle));
            leaf.transform(AffineTransform.getTranslateInstance(0, -0.3));
            flower.add(leaf);
        }
        flower.subtract(ellipse(0, -0.3, 0.13, 0.13));
        return flower;
    }

    private static Area hat() {
        Area hat = ellipse(0, 0.45, 0.98, 0.2);
        hat.add(rectangle(-0.5, -0.6, 1, 1.05));
        hat.subtract(rectangle(-0.5, 0.1, 1, 0.09));
        return hat;
    }

    private static Area bird() {
        Path2D path = new Path2D.Double();
        path.moveTo(-1, -0.35);
        path.quadTo(-0.4, -0.55, 0, 0);
        path.quadTo(0.4, -0.55, 1, -0.35);
        path.quadTo(0.4, -0.3, 0, 0.2);
        path.quadTo(-0.4, -0.3, -1, -0.35);
        return new Area(path);
    }

    private static Area polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return new Area(path);
    }

    private static Area rectangle(double x, double y, double width, double height) {
        return new Area(new Rectangle2D.Double(x, y, width, height));
    }

    private static Area ellipse(double x, double y, double across, double up) {
        return new Area(new Ellipse2D.Double(x - across, y - up, 2 * across, 2 * up));
    }
}
