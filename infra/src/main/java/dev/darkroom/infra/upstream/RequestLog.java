package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One line of JSON for each request, written before it is answered. Nothing is ever taken out. */
final class RequestLog implements AutoCloseable {

    private final FileChannel file;

    private RequestLog(FileChannel file) {
        this.file = file;
    }

    /** Goes on with the file, or begins it. */
    static RequestLog at(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return new RequestLog(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /**
     * A request.
     *
     * @param what submit, status, result, cancel or file
     * @param reference the client's own name of the work; null where it gave none
     * @param id the provider's; null where there is none
     * @param accepted of a submit: whether work was taken
     * @param status that is answered; null for none
     */
    record Line(
            String what,
            @Nullable String reference,
            @Nullable String id,
            @Nullable Boolean accepted,
            @Nullable Integer status,
            @Nullable Fault fault) {

        private String json(String provider) {
            SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
            fields.put("at", new JsonValue.Num(Long.toString(Instant.now().toEpochMilli())));
            fields.put("provider", new JsonValue.Str(provider));
            fields.put("what", new JsonValue.Str(what));
            fields.put("reference", text(reference));
            fields.put("id", text(id));
            if (accepted != null) {
                fields.put("accepted", new JsonValue.Bool(accepted));
            }
            fields.put("status", status == null ? new JsonValue.Null() : new JsonValue.Num(status.toString()));
            fields.put("fault", text(fault == null ? null : fault.word()));
            return JsonText.asRead(new JsonValue.Obj(fields)) + "\n";
        }

        private static JsonValue text(@Nullable String value) {
            return value == null ? new JsonValue.Null() : new JsonValue.Str(value);
        }
    }

    /** Writes a line through to the file. */
    synchronized void write(String provider, Line line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.json(provider).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
