package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that results point to: {@code /files/<id>/<index>}. No key is needed, as with those of a CDN. */
final class Pictures {

    static final String PATH = "/files/";

    private static final Pattern FILE = Pattern.compile("/files/([A-Za-z0-9_-]+)/(\\d)");
    private static final byte[] NO_IMAGE = "this is no image".getBytes(StandardCharsets.UTF_8);

    private static final Set<Fault> FAULTS = Fault.of(Set.of(Stage.FILE), Set.of());

    private final Works works;
    private final Script script;
    private final RequestLog log;

    Pictures(Works works, Script script, RequestLog log) {
        this.works = works;
        this.script = script;
        this.log = log;
    }

    /** Where a picture of work is. */
    static String url(String base, Work work, int index) {
        return "%s%s%s/%d".formatted(base, PATH, work.id(), index);
    }

    /** A picture that is part of an answer. */
    static String base64(Work work, int index) {
        try {
            byte[] bytes = work.has(Fault.FILE_NOT_IMAGE) ? NO_IMAGE : Drawing.of(work.order(), work.id(), index);
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void handle(HttpExchange exchange) throws IOException {
        Matcher file = FILE.matcher(exchange.getRequestURI().getPath());
        Optional<Work> work = file.matches() ? works.find(file.group(1)) : Optional.empty();
        String provider = work.map(each -> each.order().provider()).orElse("unknown");
        Call call = new Call(exchange, log, script, provider, "file");
        if (work.isEmpty() || work.get().has(Fault.FILE_404)) {
            call.about(file.matches() ? file.group(1) : null).json(Reply.detail(404, "Not Found"));
            return;
        }
        serve(call.about(work.get().id()), work.get(), Integer.parseInt(file.group(2)));
    }

    private void serve(Call call, Work work, int index) throws IOException {
        byte[] picture = Drawing.of(work.order(), work.id(), index);
        String type = work.order().type();
        Optional<Fault> passing = work.due(Stage.FILE).or(() -> script.draw(Stage.FILE, FAULTS));
        if (passing.isPresent()) {
            call.write(passing.get().status(), passing.get());
            if (passing.get() == Fault.FILE_CUT) {
                Answers.truncated(call.exchange(), type, picture);
            } else {
                Answers.gateway(call.exchange(), passing.get().status());
            }
            return;
        }
        call.write(200, null);
        if (work.has(Fault.FILE_LARGE)) {
            Answers.large(call.exchange(), type, picture);
        } else if (work.has(Fault.FILE_SLOW)) {
            Answers.slow(call.exchange(), type, picture);
        } else if (work.has(Fault.FILE_NOT_IMAGE)) {
            Answers.send(call.exchange(), 200, type, NO_IMAGE);
        } else {
            Answers.send(call.exchange(), 200, type, picture);
        }
    }
}
