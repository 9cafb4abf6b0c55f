package dev.darkroom.infra.evidence;

import dev.darkroom.api.http.JsonFields;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What somebody outside the product saw: one JSON object a line, each written out before the next is begun. */
public final class EvidenceLog implements AutoCloseable {

    private final BufferedWriter file;

    /** Goes on with a file, or begins it. */
    public EvidenceLog(Path path) throws IOException {
        file = Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A line to be filled; it has the time already. */
    public static JsonFields line() {
        return JsonFields.of("at", System.currentTimeMillis());
    }

    /** SHA-256 of bytes, in hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a line. */
    public synchronized void write(JsonFields line) {
        try {
            file.write(line.text());
            file.write('\n');
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
