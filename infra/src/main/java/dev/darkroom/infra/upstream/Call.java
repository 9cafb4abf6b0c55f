package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.infra.upstream.RequestLog.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request: what is known of it for the log, and how it is answered, right or wrong. */
final class Call {

    private static final String JSON = "application/json";

    private final HttpExchange exchange;
    private final RequestLog log;
    private final Script script;
    private final String provider;
    private final String what;
    private @Nullable String id;
    private @Nullable Boolean accepted;

    /** @param what submit, status, result, cancel or file */
    Call(HttpExchange exchange, RequestLog log, Script script, String provider, String what) {
        this.exchange = exchange;
        this.log = log;
        this.script = script;
        this.provider = provider;
        this.what = what;
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** Names the work that it is about. */
    Call about(@Nullable String work) {
        id = work;
        return this;
    }

    /** Says whether work was taken. */
    Call taken(boolean taken) {
        accepted = taken;
        return this;
    }

    /** Answers as it should. */
    void json(Reply reply) throws IOException {
        json(reply, null);
    }

    /** Answers with JSON that a fault made. */
    void json(Reply reply, @Nullable Fault fault) throws IOException {
        write(reply.status(), fault);
        if (reply.status() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        Answers.json(exchange, reply.status(), reply.text());
    }

    /**
     * Answers as a fault says.
     *
     * @param right the right answer
     * @param own the provider's own words for that fault
     */
    void wrong(Fault fault, Reply right, Reply own) throws IOException {
        switch (fault.form()) {
            case OWN, POLICY, REUSED_ID, OTHER -> json(own, fault);
            case GATEWAY -> {
                write(fault.status(), fault);
                Answers.gateway(exchange, fault.status());
            }
            case TRUNCATED -> {
                write(fault.status(), fault);
                Answers.truncated(exchange, JSON, right.text().getBytes(StandardCharsets.UTF_8));
            }
            case HANG -> {
                write(null, fault);
                Answers.hang();
            }
            case CUT -> write(null, fault);
        }
    }

    /** Writes the line of this request; its answer may go out from then on. */
    void write(@Nullable Integer status, @Nullable Fault fault) throws IOException {
        if (fault != null) {
            script.fired(fault);
        }
        String reference = exchange.getRequestHeaders().getFirst("X-Darkroom-Reference");
        log.write(provider, new Line(what, reference, id, accepted, status, fault));
    }
}
