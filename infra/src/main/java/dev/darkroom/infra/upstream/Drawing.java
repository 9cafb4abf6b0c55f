package dev.darkroom.infra.upstream;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A plain picture of an order: coloured hills, and the words below. The same order gives the same bytes. */
final class Drawing {

    private static final int HILLS = 4;
    private static final int WORDS_MAX = 60;

    private Drawing() {}

    static byte[] of(Work.Order order, String id, int index) throws IOException {
        int width = order.size().width();
        int height = order.size().height();
        Random random = new Random(order.seed() * 31 + order.prompt().hashCode() + index * 7919L);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        try {
            float hue = random.nextFloat();
            canvas.setPaint(new GradientPaint(
                    0, 0, Color.getHSBColor(hue, 0.5f, 0.95f), 0, height, Color.getHSBColor(hue + 0.1f, 0.4f, 0.7f)));
            canvas.fillRect(0, 0, width, height);
            for (int hill = 0; hill < HILLS; hill++) {
                canvas.setColor(Color.getHSBColor(hue + 0.3f, 0.5f, 0.6f - hill * 0.1f));
                int top = height / 2 + hill * height / 10;
                canvas.fillOval(random.nextInt(width) - width / 2, top, width + width / 4, height);
            }
            canvas.setColor(Color.WHITE);
            canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(8, height / 32)));
            String words = Directive.strip(order.prompt());
            canvas.drawString(
                    words.substring(0, Math.min(words.length(), WORDS_MAX)), width / 20, height - height / 12);
            canvas.drawString("simulated " + id + " " + index, width / 20, height - height / 30);
        } finally {
            canvas.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, order.jpeg() ? "jpeg" : "png", bytes);
        return bytes.toByteArray();
    }
}
