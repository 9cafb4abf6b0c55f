package dev.darkroom.api.http;

import dev.darkroom.activities.blob.BlobStore;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Stored objects inside of answers, where a URL is not enough. */
@Singleton
public final class InlineFiles {

    private final BlobStore blobs;

    InlineFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Whether all of these are stored now. */
    public boolean areThere(List<String> blobKeys) throws IOException {
        for (String key : blobKeys) {
            if (blobs.find(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * A text with an object in base 64 in place of each mark. Objects are opened one after the other, and never more than
     * a piece of one is in memory.
     *
     * @param blobKeys one for each mark, in their order
     */
    public InputStream stream(String text, String mark, List<String> blobKeys) {
        String[] pieces = text.split(Pattern.quote(mark), -1);
        if (pieces.length != blobKeys.size() + 1) {
            throw new IllegalArgumentException("%d objects for %d marks".formatted(blobKeys.size(), pieces.length - 1));
        }
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            if (i > 0) {
                String key = blobKeys.get(i - 1);
                streams.add(new Base64Stream(() -> blobs.open(key, 0)));
            }
            streams.add(bytes(pieces[i]));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /**
     * A text with one object in place of its one mark. The object is opened now, so that where it is gone there is not
     * half a text.
     */
    public InputStream opened(String text, String mark, String blobKey) throws IOException {
        int at = text.indexOf(mark);
        InputStream object = new Base64Stream(blobs.open(blobKey, 0));
        List<InputStream> streams =
                List.of(bytes(text.substring(0, at)), object, bytes(text.substring(at + mark.length())));
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
