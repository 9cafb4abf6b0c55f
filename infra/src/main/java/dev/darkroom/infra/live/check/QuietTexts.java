package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A word that was in every prompt, URL and metadata is neither in Temporal's database nor in a log. */
public final class QuietTexts implements Check {

    private static final int BUFFER = 1 << 20;

    @Override
    public String claim() {
        return "no text of a caller is in Temporal's database or in a log";
    }

    @Override
    public String run(Product product) throws IOException {
        long jobs = product.books()
                .count("SELECT COUNT(*) FROM job WHERE request_prompt LIKE '%" + product.canary() + "%'");
        MissException.unless(jobs > 0, "no job carries the word, so nothing was shown");
        Path data = product.stack().data();
        List<Path> files = new ArrayList<>(product.stack().logs());
        for (String suffix : new String[] {"", "-wal"}) {
            Path file = Path.of(data + "/temporal.db" + suffix);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        long searched = 0;
        for (Path file : files) {
            MissException.unless(!contains(file, product.canary()), "a caller's text is in " + file);
            searched += Files.size(file);
        }
        return "%d jobs carried the word; %d files of %d KiB searched".formatted(jobs, files.size(), searched >> 10);
    }

    /** Reads the file in pieces that overlap, so that no place is missed where two meet. */
    static boolean contains(Path file, String word) throws IOException {
        String tail = "";
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] piece = in.readNBytes(BUFFER);
            while (piece.length > 0) {
                String text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                if (text.contains(word)) {
                    return true;
                }
                tail = text.substring(Math.max(0, text.length() - word.length()));
                piece = in.readNBytes(BUFFER);
            }
        }
        return false;
    }
}
