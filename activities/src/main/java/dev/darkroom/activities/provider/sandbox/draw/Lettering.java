package dev.darkroom.activities.provider.sandbox.draw;

import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The words in a picture, in a font of our own, so that they look the same on a machine without any. */
public final class Lettering {

    private static final int LINES_MAX = 3;
    private static final int WORDS_MAX = 400;
    private static final int STAMP_ROWS = 6;
    private static final String MORE = "…";

    private final Font font;

    /** Letters in the font that lies beside this class. */
    public Lettering() {
        font = load();
    }

    /** Writes the prompt's words over a darkened foot of the picture. */
    void caption(Graphics2D canvas, ImageSize size, String prompt) {
        float points = Math.max(9f, Math.min(size.width(), size.height()) * 0.036f);
        canvas.setFont(font.deriveFont(points));
        FontMetrics metrics = canvas.getFontMetrics();
        int margin = Math.round(points * 1.2f);
        List<String> lines = wrap(shown(prompt), metrics, size.width() - 2 * margin);
        if (lines.isEmpty()) {
            return;
        }
        int block = lines.size() * metrics.getHeight() + 2 * margin;
        int top = size.height() - block;
        canvas.setPaint(new GradientPaint(
                0, top - points, Palette.faded(Color.BLACK, 0), 0, size.height(), Palette.faded(Color.BLACK, 0.88)));
        canvas.fill(new Rectangle2D.Double(0, top - points, size.width(), block + points));
        canvas.setPaint(new Color(0xFBF8F0));
        int baseline = top + margin + metrics.getAscent();
        for (String line : lines) {
            canvas.drawString(line, margin, baseline);
            baseline += metrics.getHeight();
        }
    }

    /** Says in a corner that this is no real model's work. */
    void mark(Graphics2D canvas, ImageSize size) {
        float points = Math.max(8f, Math.min(size.width(), size.height()) * 0.02f);
        canvas.setFont(font.deriveFont(points));
        FontMetrics metrics = canvas.getFontMetrics();
        int width = metrics.stringWidth("sandbox");
        int margin = Math.round(points);
        canvas.setPaint(Palette.faded(Color.BLACK, 0.35));
        canvas.fillRoundRect(
                size.width() - width - 3 * margin,
                margin,
                width + 2 * margin,
                metrics.getHeight() + margin,
                2 * margin,
                2 * margin);
        canvas.setPaint(Palette.faded(Color.WHITE, 0.85));
        canvas.drawString("sandbox", size.width() - width - 2 * margin, margin + margin / 2 + metrics.getAscent());
    }

    /** Writes words on a picture in large outlined letters, in the middle of its foot: legible on anything. */
    public void title(Graphics2D canvas, ImageSize size, String words) {
        float points = Math.max(9f, Math.min(size.width(), size.height()) * 0.085f);
        Font large = font.deriveFont(points);
        FontMetrics metrics = canvas.getFontMetrics(large);
        List<String> lines = wrap(shown(words), metrics, Math.round(size.width() - 2 * points));
        float baseline = size.height() - points * 0.7f - metrics.getHeight() * (lines.size() - 1);
        for (String line : lines) {
            float left = (size.width() - metrics.stringWidth(line)) / 2f;
            outlined(canvas, large, line, left, baseline);
            baseline += metrics.getHeight();
        }
    }

    /** Writes words on a faint slip at the left edge, in one of a few rows that the words decide. */
    public void stamp(Graphics2D canvas, ImageSize size, String words) {
        float points = Math.max(8f, Math.min(size.width(), size.height()) * 0.026f);
        canvas.setFont(font.deriveFont(points));
        FontMetrics metrics = canvas.getFontMetrics();
        int margin = Math.round(points * 0.6f);
        String line = fit(shown(words), metrics, size.width() - 6 * margin);
        if (line.isEmpty()) {
            return;
        }
        int slip = metrics.getHeight() + margin;
        int row = 1 + Math.floorMod(words.hashCode(), STAMP_ROWS);
        int top = size.height() - row * (slip + margin);
        canvas.setPaint(Palette.faded(Color.BLACK, 0.5));
        canvas.fillRoundRect(margin, top, metrics.stringWidth(line) + 2 * margin, slip, margin, margin);
        canvas.setPaint(Palette.faded(Color.WHITE, 0.9));
        canvas.drawString(line, 2 * margin, top + margin / 2 + metrics.getAscent());
    }

    /** Writes a few letters around a point, as large as is said. */
    public void centred(Graphics2D canvas, String words, Point2D at, double points) {
        Font sized = font.deriveFont((float) points);
        FontMetrics metrics = canvas.getFontMetrics(sized);
        float left = (float) at.getX() - metrics.stringWidth(words) / 2f;
        float baseline = (float) at.getY() + (metrics.getAscent() - metrics.getDescent()) / 2f;
        outlined(canvas, sized, words, left, baseline);
    }

    private static void outlined(Graphics2D canvas, Font font, String line, float left, float baseline) {
        Shape letters =
                font.createGlyphVector(canvas.getFontRenderContext(), line).getOutline(left, baseline);
        float width = Math.max(1f, font.getSize2D() * 0.14f);
        canvas.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setPaint(Palette.faded(Color.BLACK, 0.8));
        canvas.draw(letters);
        canvas.setPaint(Color.WHITE);
        canvas.fill(letters);
    }

    /** What the font can show, on one line, not too long. */
    private String shown(String prompt) {
        StringBuilder shown = new StringBuilder();
        prompt.codePoints()
                .limit(WORDS_MAX)
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .filter(point -> point == ' ' || font.canDisplay(point))
                .forEach(shown::appendCodePoint);
        return shown.toString().replaceAll(" +", " ").trim();
    }

    private static List<String> wrap(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (metrics.stringWidth(longer) <= width) {
                line = longer;
                continue;
            }
            if (lines.size() == LINES_MAX - 1) {
                lines.add(cut(longer, metrics, width));
                return lines;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = metrics.stringWidth(word) <= width ? word : cut(word, metrics, width);
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static String fit(String line, FontMetrics metrics, int width) {
        return metrics.stringWidth(line) <= width ? line : cut(line, metrics, width);
    }

    private static String cut(String line, FontMetrics metrics, int width) {
        int end = line.length();
        while (end > 0 && metrics.stringWidth(line.substring(0, end) + MORE) > width) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end) + MORE;
    }

    /** The JDK looks for the machine's fonts before it draws a letter; where there are none it needs this file. */
    private static Font load() {
        try {
            if (System.getProperty("sun.awt.fontconfig") == null) {
                Path config = Files.createTempFile("darkroom-fontconfig", ".properties");
                config.toFile().deleteOnExit();
                try (InputStream content = resource("fontconfig.properties")) {
                    Files.write(config, content.readAllBytes());
                }
                System.setProperty("sun.awt.fontconfig", config.toString());
            }
            try (InputStream file = resource("Lato-Medium.ttf")) {
                return Font.createFont(Font.TRUETYPE_FONT, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Lettering.class.getResourceAsStream("/sandbox/" + name), name);
    }
}
