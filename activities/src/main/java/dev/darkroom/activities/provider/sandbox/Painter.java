package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a landscape that a prompt and a seed decide: the same ones give the same bytes. */
final class Painter {

    private static final float JPEG_QUALITY = 0.9f;

    private final Lettering lettering = new Lettering();

    byte[] paint(String prompt, long seed, ImageSize size, ImageFormat format) {
        return encode(draw(prompt, seed, size), format);
    }

    /** The pictures of several seeds, side by side and below each other, each at half its sides. */
    byte[] paintGrid(String prompt, List<Long> seeds, ImageSize size, ImageFormat format) {
        int rows = (seeds.size() + 1) / 2;
        ImageSize part = new ImageSize(Math.max(1, size.width() / 2), Math.max(1, size.height() / 2));
        BufferedImage grid = new BufferedImage(2 * part.width(), rows * part.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = grid.createGraphics();
        try {
            for (int i = 0; i < seeds.size(); i++) {
                BufferedImage picture = draw(prompt, seeds.get(i), part);
                canvas.drawImage(picture, i % 2 * part.width(), i / 2 * part.height(), null);
            }
        } finally {
            canvas.dispose();
        }
        return encode(grid, format);
    }

    private BufferedImage draw(String prompt, long seed, ImageSize size) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            String words = prompt.toLowerCase(Locale.ROOT);
            Random random = new Random(seed ^ words.hashCode() * 31L);
            new Landscape(canvas, size, Palette.of(words, random), random).paint(Scene.of(words, random));
            lettering.caption(canvas, size, prompt);
            lettering.mark(canvas, size);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, ImageFormat format) {
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(format.contentType()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
