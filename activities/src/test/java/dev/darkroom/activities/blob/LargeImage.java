package dev.darkroom.activities.blob;

import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/** Run in a JVM of its own: stores a PNG that is mostly a private chunk of 30 MB. */
final class LargeImage {

    private static final int FILLER = 30 * 1024 * 1024;
    private static final int AFTER_HEADER = 33;

    private LargeImage() {}

    public static void main(String[] args) throws IOException {
        byte[] png = SandboxPictures.paint("a lake", 1, new ImageSize(64, 48), ImageFormat.PNG);
        InputStream image = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(png, 0, AFTER_HEADER),
                new ByteArrayInputStream(new byte[] {1, (byte) 0xE0, 0, 0, 'd', 'a', 'R', 'k'}),
                new Zeros(FILLER),
                new ByteArrayInputStream(checksum()),
                new ByteArrayInputStream(png, AFTER_HEADER, png.length - AFTER_HEADER))));
        ImageVault vault = new ImageVault(new LocalDiskBlobStore(Path.of(args[0])));
        ImageVault.Place place = new ImageVault.Place(new TenantId(new UUID(1, 1)), new JobId(new UUID(2, 2)), 0);
        ImageOutcome outcome = vault.store(place, image, 2L * FILLER, () -> {});
        if (outcome instanceof ImageOutcome.Stored stored) {
            System.out.println("stored " + stored.bytes());
        }
    }

    private static byte[] checksum() {
        CRC32 crc = new CRC32();
        crc.update(new byte[] {'d', 'a', 'R', 'k'});
        byte[] zeros = new byte[FILLER / 1024];
        for (int i = 0; i < 1024; i++) {
            crc.update(zeros);
        }
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    /** So many zeros, none of them kept. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            left -= count;
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            return count;
        }
    }
}
