package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Bytes that have to be a whole image. */
final class Image {

    private Image() {}

    /**
     * Decodes it.
     *
     * @return {@code png}, {@code jpeg} or {@code webp}
     * @throws MissException where it is none
     */
    static String format(byte[] bytes) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            MissException.unless(readers.hasNext(), "bytes that are no image");
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                BufferedImage picture = reader.read(0);
                MissException.unless(picture.getWidth() > 1 && picture.getHeight() > 1, "an image of nothing");
                return reader.getFormatName().toLowerCase(Locale.ROOT);
            } finally {
                reader.dispose();
            }
        }
    }
}
