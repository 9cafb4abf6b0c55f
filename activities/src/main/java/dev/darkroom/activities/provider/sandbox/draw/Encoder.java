package dev.darkroom.activities.provider.sandbox.draw;

import dev.darkroom.workflows.domain.job.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes bytes of a picture. It has an alpha channel where a pixel is not opaque and the format has one. */
public final class Encoder {

    private static final float JPEG_QUALITY = 0.9f;
    private static final int OPAQUE = 0xFF;

    private Encoder() {}

    /** The picture in that format; what is transparent is white in a JPEG. */
    public static byte[] encode(BufferedImage picture, ImageFormat format) {
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
            writer.write(null, new IIOImage(suited(picture, format), null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage suited(BufferedImage picture, ImageFormat format) {
        boolean keeps = !picture.getColorModel().hasAlpha() || (format != ImageFormat.JPEG && !isOpaque(picture));
        return keeps ? picture : onWhite(picture);
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        try {
            canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return opaque;
    }

    private static boolean isOpaque(BufferedImage picture) {
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                if (pixel >>> 24 != OPAQUE) {
                    return false;
                }
            }
        }
        return true;
    }
}
