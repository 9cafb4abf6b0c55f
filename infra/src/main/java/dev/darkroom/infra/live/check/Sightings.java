package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Stack;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where words were seen: each with the files and the columns that it is in. */
final class Sightings {

    private static final int PIECE = 1 << 20;
    private static final int WORD_MAX = 100;
    private static final String COLUMNS = """
        SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema = DATABASE()
         AND data_type IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'json', 'blob', 'mediumblob',
         'longblob', 'varbinary') ORDER BY 1\
        """;

    private final Pattern word;
    private final String root;
    private final Map<String, Set<String>> places = new TreeMap<>();

    /** @param root how all of the words begin; after it come small letters and a 0 */
    Sightings(String root) {
        this.root = root;
        word = Pattern.compile(root + "[a-z0-9]*?0");
    }

    /** The places of each word that was seen. */
    Map<String, Set<String>> places() {
        return places;
    }

    /** Looks through files, and at their names. */
    void files(Stream<Path> files) {
        files.forEach(file -> {
            see(file.toString(), "the name of a file");
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                String tail = "";
                for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                    String text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                    see(text, file.getFileName().toString());
                    tail = text.substring(Math.max(0, text.length() - WORD_MAX));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Looks through every column of the database that can hold a text. */
    int columns(Stack stack) {
        List<String> columns = stack.books().texts(COLUMNS);
        for (String column : columns) {
            String[] parts = column.split("\\.", 2);
            String sql =
                    "SELECT CONVERT(%1$s USING utf8mb4) FROM %2$s WHERE CONVERT(%1$s USING utf8mb4) LIKE '%%%3$s%%'"
                            .formatted(parts[1], parts[0], root);
            stack.books().texts(sql).forEach(text -> see(text, column));
        }
        return columns.size();
    }

    private void see(String text, String place) {
        word.matcher(text)
                .results()
                .forEach(found -> places.computeIfAbsent(found.group(), absent -> new TreeSet<>())
                        .add(place));
    }
}
