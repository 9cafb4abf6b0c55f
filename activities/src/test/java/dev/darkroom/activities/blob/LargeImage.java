package dev.darkroom.activities.blob;

import com.google.cloud.NoCredentials;
import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.activities.testing.gcs.FakeGcs;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Run in a JVM of its own: stores PNGs that are mostly a private chunk of 30 MB, several at once, and says how much of
 * the heap each holds in the middle of it.
 */
final class LargeImage {

    static final int IMAGES = 3;
    static final int FILLER = 30 * 1024 * 1024;
    private static final int AFTER_HEADER = 33;
    private static final int KIB = 1024;

    private final BlobStore blobs;
    private final ImageVault vault;
    private final byte[] png = SandboxPictures.paint("a lake", 1, new ImageSize(64, 48), ImageFormat.PNG);
    private final CountDownLatch halfWay = new CountDownLatch(IMAGES);
    private final CountDownLatch on = new CountDownLatch(1);

    private LargeImage(BlobStore blobs) {
        this.blobs = blobs;
        vault = new ImageVault(blobs);
    }

    /**
     * Stores, measures, reads back, and says it.
     *
     * @param args {@code disk} and a folder, or {@code gcs} and an endpoint
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        BlobStore blobs = args[0].equals("disk")
                ? new LocalDiskBlobStore(Path.of(args[1]))
                : GcsBlobStore.connect(
                        BlobConfig.emulated(FakeGcs.BUCKET, args[1]), GcsClients.PATIENCE, NoCredentials.getInstance());
        new LargeImage(blobs).run();
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        // What is made at the first use, and for all images, counts for none of them.
        store(IMAGES, new ByteArrayInputStream(png));
        long before = used();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ImageOutcome>> storing = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                int index = i;
                storing.add(executor.submit(() -> store(index, image())));
            }
            halfWay.await();
            System.out.println("KiB of heap an image: " + (used() - before) / IMAGES / KIB);
            on.countDown();
            for (Future<ImageOutcome> future : storing) {
                System.out.println(said(future.get()));
            }
        }
    }

    private ImageOutcome store(int index, InputStream image) throws IOException {
        return vault.store(place(index), image, 2L * FILLER, () -> {});
    }

    private String said(ImageOutcome outcome) throws IOException {
        if (!(outcome instanceof ImageOutcome.Stored stored)) {
            return outcome.toString();
        }
        String key = BlobKeys.image(place(0).tenant(), place(0).job(), stored.index(), ImageFormat.PNG);
        ImageProbe read = new ImageProbe();
        byte[] buffer = new byte[KIB];
        try (InputStream bytes = blobs.open(key, 0)) {
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                read.update(buffer, 0, length);
            }
        }
        return "written %d, read %d, size %d, %s"
                .formatted(
                        stored.bytes(),
                        read.count(),
                        blobs.find(key).orElseThrow().bytes(),
                        read.sha256().equals(stored.sha256()) ? "the same" : "other bytes");
    }

    private static ImageVault.Place place(int index) {
        return new ImageVault.Place(new TenantId(new UUID(1, 1)), new JobId(new UUID(2, 2)), index);
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private InputStream image() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(png, 0, AFTER_HEADER),
                new ByteArrayInputStream(new byte[] {1, (byte) 0xE0, 0, 0, 'd', 'a', 'R', 'k'}),
                new Zeros(FILLER),
                new ByteArrayInputStream(checksum()),
                new ByteArrayInputStream(png, AFTER_HEADER, png.length - AFTER_HEADER))));
    }

    private static byte[] checksum() {
        CRC32 crc = new CRC32();
        crc.update(new byte[] {'d', 'a', 'R', 'k'});
        byte[] zeros = new byte[FILLER / KIB];
        for (int i = 0; i < KIB; i++) {
            crc.update(zeros);
        }
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    /** So many zeros, none of them kept; half way it waits for the others, and to be measured. */
    private final class Zeros extends InputStream {

        private int left;
        private boolean waited;

        Zeros(int count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            if (!waited && left < FILLER / 2) {
                waited = true;
                waitForTheOthers();
            }
            int count = Math.min(left, length);
            left -= count;
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            return count;
        }

        private void waitForTheOthers() throws IOException {
            halfWay.countDown();
            try {
                on.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
