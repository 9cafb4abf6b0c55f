package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.infra.evidence.EvidenceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A line for each request, written before it is answered. Nothing is ever taken out. */
final class RequestLog implements AutoCloseable {

    private final EvidenceLog lines;

    private RequestLog(EvidenceLog lines) {
        this.lines = lines;
    }

    /** Goes on with the file, or begins it. */
    static RequestLog at(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return new RequestLog(new EvidenceLog(path));
    }

    /**
     * A request.
     *
     * @param what submit, status, result, cancel, file, or callback for one that goes out
     * @param reference the client's own name of the work; null where it gave none
     * @param id the provider's; null where there is none
     * @param accepted of a submit: whether work was taken
     * @param status that is answered, by the receiver where it is a callback; null for none
     */
    record Line(
            String what,
            @Nullable String reference,
            @Nullable String id,
            @Nullable Boolean accepted,
            @Nullable Integer status,
            @Nullable Fault fault) {}

    /** Writes a line through to the file. */
    void write(String provider, Line line) {
        JsonFields written = EvidenceLog.line()
                .with("provider", provider)
                .with("what", line.what())
                .with("reference", line.reference())
                .with("id", line.id());
        if (line.accepted() != null) {
            written.with("accepted", line.accepted());
        }
        lines.write(written.with("status", line.status())
                .with("fault", line.fault() == null ? null : line.fault().word()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
