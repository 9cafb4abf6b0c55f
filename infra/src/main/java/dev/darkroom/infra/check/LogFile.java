package dev.darkroom.infra.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A log of JSON lines, read from its beginning to its end as often as it is asked. One line is in memory, or, where
 * lines belong together, those of a piece of some eight megabytes.
 */
final class LogFile {

    private static final long PIECE_BYTES = 8L << 20;
    private static final int PIECES_MAX = 256;

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    /** Hands over each line. One that is no JSON is left out: a writer was killed in it. */
    void each(Consumer<Line> taker) throws IOException {
        eachText(file, text -> Line.of(text).ifPresent(taker));
    }

    /**
     * Hands over the lines that belong together, all of one name at once, in the order of the file.
     *
     * @param name of a line; empty for one that belongs to none
     * @param folder where pieces of a large file are kept meanwhile
     */
    void grouped(Function<Line, String> name, Path folder, Consumer<List<Line>> taker) throws IOException {
        int pieces = Math.toIntExact(Math.min(PIECES_MAX, 1 + Files.size(file) / PIECE_BYTES));
        if (pieces == 1) {
            group(file, name, taker);
            return;
        }
        Path made = Files.createTempDirectory(folder, "pieces-");
        try {
            split(name, made, pieces);
            for (Path piece : piecesIn(made)) {
                group(piece, name, taker);
            }
        } finally {
            for (Path piece : piecesIn(made)) {
                Files.delete(piece);
            }
            Files.delete(made);
        }
    }

    private void split(Function<Line, String> name, Path folder, int pieces) throws IOException {
        List<Writer> writers = new ArrayList<>();
        try {
            for (int piece = 0; piece < pieces; piece++) {
                writers.add(
                        Files.newBufferedWriter(folder.resolve(HexFormat.of().toHexDigits(piece))));
            }
            eachText(
                    file,
                    text -> Line.of(text)
                            .map(name)
                            .filter(key -> !key.isEmpty())
                            .ifPresent(key -> {
                                try {
                                    writers.get(Math.floorMod(key.hashCode(), pieces))
                                            .append(text)
                                            .append('\n');
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        } finally {
            for (Writer writer : writers) {
                writer.close();
            }
        }
    }

    private static List<Path> piecesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    private static void group(Path file, Function<Line, String> name, Consumer<List<Line>> taker) throws IOException {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        eachText(
                file,
                text -> Line.of(text).ifPresent(line -> {
                    String key = name.apply(line);
                    if (!key.isEmpty()) {
                        groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
                    }
                }));
        groups.values().forEach(taker);
    }

    private static void eachText(Path file, Consumer<String> taker) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                taker.accept(text);
            }
        }
    }
}
