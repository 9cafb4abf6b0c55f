package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskBlobStoreTest extends BlobStoreContract {

    @TempDir
    private Path folder = Path.of("");

    private LocalDiskBlobStore store;

    LocalDiskBlobStoreTest() throws IOException {
        store = new LocalDiskBlobStore(Files.createTempDirectory("unused"));
    }

    @BeforeEach
    void open() throws IOException {
        store = new LocalDiskBlobStore(folder);
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Test
    void no_draft_is_left_behind() throws IOException {
        for (boolean committed : new boolean[] {true, false}) {
            try (BlobUpload upload = store.begin("t/a/j/b/0.png")) {
                upload.write(new byte[10], 0, 10);
                if (committed) {
                    upload.commit();
                }
            }
        }
        try (Stream<Path> drafts = Files.list(folder.resolve(".unfinished"))) {
            assertEquals(0, drafts.count());
        }
    }
}
