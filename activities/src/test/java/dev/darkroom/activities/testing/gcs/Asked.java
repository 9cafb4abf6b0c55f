package dev.darkroom.activities.testing.gcs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call, taken apart. */
final class Asked {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final @Nullable Matcher range;
    private final byte[] body;

    private Asked(String method, String path, Map<String, String> query, @Nullable Matcher range, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.range = range;
        this.body = body;
    }

    static Asked read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String part : raw.split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        String said = exchange.getRequestHeaders().getFirst("Content-Range");
        Matcher range = said == null ? null : CONTENT_RANGE.matcher(said);
        if (range != null && !range.matches()) {
            throw new IOException("a range that is none");
        }
        String path = uri.getRawPath().replaceFirst("^/download", "");
        return new Asked(
                exchange.getRequestMethod(),
                path,
                query,
                range,
                exchange.getRequestBody().readAllBytes());
    }

    String path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    /** Which bytes of an upload these are; null where it is none. */
    @Nullable
    Matcher range() {
        return range;
    }

    byte[] body() {
        return body;
    }

    /** The object's name, where there is one in the path. */
    String name() {
        String prefix = path.startsWith(FakeGcs.OBJECTS) ? FakeGcs.OBJECTS + "/" : "/" + FakeGcs.BUCKET + "/";
        return URLDecoder.decode(path.substring(Math.min(prefix.length(), path.length())), StandardCharsets.UTF_8);
    }

    /** The upload's id. */
    String upload() {
        return query.getOrDefault("upload_id", "");
    }

    Call call() {
        if (range != null) {
            return part(range);
        }
        return switch (method) {
            case "POST" -> Call.START;
            case "DELETE" -> Call.DELETE;
            default -> read();
        };
    }

    Asked with(byte[] other) {
        return new Asked(method, path, query, range, other);
    }

    private static Call part(Matcher range) {
        if (!"*".equals(range.group(3))) {
            return Call.LAST_BYTES;
        }
        return range.group(1) == null ? Call.ASK : Call.BYTES;
    }

    private Call read() {
        if (path.equals(FakeGcs.OBJECTS)) {
            return Call.LIST;
        }
        return "media".equals(query.get("alt")) || !path.startsWith("/storage/") ? Call.READ : Call.LOOK;
    }
}
