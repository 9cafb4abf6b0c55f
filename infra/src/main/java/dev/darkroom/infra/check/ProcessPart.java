package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.check.rule.Rule;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the product's processes have logged: nothing that a caller has written. */
final class ProcessPart implements LogPart {

    static final Rule LOGS = Rule.always("I18.logs", "no secret word is in a log of the product");

    private static final int PIECE = 1 << 20;

    private final Path folder;
    private final Words words;

    ProcessPart(Path folder, Words words) {
        this.folder = folder;
        this.words = words;
    }

    @Override
    public List<Rule> rules() {
        return List.of(LOGS);
    }

    @Override
    public void run(Findings findings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                look(file, findings);
            }
        }
    }

    /** Reads pieces that overlap, so that no word is missed where two meet. */
    private void look(Path file, Findings findings) throws IOException {
        String tail = "";
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                String text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                words.in(text)
                        .ifPresent(word -> findings.add(LOGS, "%s has %s".formatted(folder.relativize(file), word)));
                tail = text.substring(Math.max(0, text.length() - words.overlap()));
            }
        }
    }
}
