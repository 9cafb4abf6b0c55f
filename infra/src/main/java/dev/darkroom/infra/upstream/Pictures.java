package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that results point to: {@code /files/<id>/<index>}. No key is needed, as with those of a CDN. */
final class Pictures {

    static final String PATH = "/files/";

    private static final Pattern FILE = Pattern.compile("/files/([A-Za-z0-9_-]+)/(\\d)");
    private static final byte[] NO_IMAGE = "this is no image".getBytes(StandardCharsets.UTF_8);

    private final Works works;
    private final Script script;
    private final RequestLog log;

    Pictures(Works works, Script script, RequestLog log) {
        this.works = works;
        this.script = script;
        this.log = log;
    }

    void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange, log, script, FalQueue.PROVIDER, "file");
        Matcher file = FILE.matcher(exchange.getRequestURI().getPath());
        Optional<Work> work = file.matches() ? works.find(file.group(1)) : Optional.empty();
        if (work.isEmpty() || work.get().has(Fault.FILE_404)) {
            call.about(file.matches() ? file.group(1) : null).json(404, "{\"detail\":\"Not Found\"}");
            return;
        }
        serve(call.about(work.get().id()), work.get(), Integer.parseInt(file.group(2)));
    }

    private void serve(Call call, Work work, int index) throws IOException {
        byte[] picture = Drawing.of(work.order(), work.id(), index);
        String type = work.order().jpeg() ? "image/jpeg" : "image/png";
        Optional<Fault> passing = work.due(Stage.FILE).or(() -> script.draw(Stage.FILE));
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
