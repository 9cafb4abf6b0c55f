package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.OwnJvm;
import dev.darkroom.activities.testing.gcs.FakeGcs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that passes through us costs no more of the heap than 1 MiB, however large it is. */
class HeapPerImageTest {

    private static final String HEAP = "64m";
    private static final Pattern MEASURED = Pattern.compile("KiB of heap an image: (-?\\d+)");
    private static final Pattern STORED = Pattern.compile("written (\\d+), read \\1, size \\1, the same");
    private static final int KIB_MAX = 1024;

    @Test
    void on_disk(@TempDir Path folder) throws IOException, InterruptedException {
        passes("disk", folder.toString());
    }

    @Test
    void in_cloud_storage() throws IOException, InterruptedException {
        try (FakeGcs gcs = new FakeGcs()) {
            passes("gcs", gcs.endpoint());
        }
    }

    private static void passes(String... store) throws IOException, InterruptedException {
        String said = OwnJvm.run(HEAP, LargeImage.class, store);
        Matcher measured = MEASURED.matcher(said);
        assertTrue(measured.find(), said);
        assertTrue(Integer.parseInt(measured.group(1)) <= KIB_MAX, said);
        List<Long> stored = STORED.matcher(said)
                .results()
                .map(image -> Long.parseLong(image.group(1)))
                .toList();
        assertEquals(LargeImage.IMAGES, stored.size(), said);
        stored.forEach(bytes -> assertTrue(bytes > LargeImage.FILLER, said));
    }
}
