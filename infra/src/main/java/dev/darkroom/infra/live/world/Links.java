package dev.darkroom.infra.live.world;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The proxies on the connections of a stack that was started with {@code --links}. Each is named after a process and what
 * it talks to: {@code worker-1-database}; {@code api-2-callers} is before an API.
 */
public final class Links {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final Duration MEND_MAX = Duration.ofSeconds(15);
    private static final Duration RESTART_MAX = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int GONE = 404;
    private static final String ASKING = "upstream";
    private static final String ANSWERING = "downstream";

    private final Stack stack;
    private final String url;

    /** How a connection is cut, as toxiproxy says it. */
    public enum Cut {
        /** Open connections end, and new ones are refused. */
        REFUSED,
        /** Nothing comes through, and nobody is told; the connections end when it is over. */
        SILENT,
        /** What the process says is lost; to the other side it is idle. */
        ASKING_LOST,
        /** What is asked arrives, and is done; the answer is lost. */
        ANSWERS_LOST,
        /** Connections break in the middle of an answer. */
        BROKEN_OFF,
        /** New connections are reset, and open ones end. */
        RESET,
        /** All takes seconds longer, each way. */
        SLOW
    }

    private record Toxic(String type, String stream, JsonFields attributes) {

        String name() {
            return type + "-" + stream;
        }

        JsonFields json() {
            return JsonFields.of("name", name())
                    .with("type", type)
                    .with("stream", stream)
                    .with("attributes", attributes);
        }
    }

    /** Knows those of that stack. */
    public Links(Stack stack) {
        this.stack = stack;
        url = stack.ready().text("links") + "/proxies";
    }

    /** The names of all that there are, in order. */
    public List<String> names() {
        try {
            return StrictJson.read(call("GET", "", "").body()).fieldsOrNone().keySet().stream()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Cuts one.
     *
     * @param some bytes, milliseconds, or nothing: as much as that cut needs
     * @return whether it is cut
     */
    public boolean cut(String name, Cut cut, int some) {
        try {
            if (cut == Cut.REFUSED) {
                return enabled(name, false) == OK;
            }
            for (Toxic toxic : toxics(cut, some)) {
                if (call("POST", "/" + name + "/toxics", toxic.json().text()).statusCode() != OK) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Mends what {@link #cut} did, whether it did it wholly, in part or not at all. A toxiproxy that waits for ever for a
     * connection of the dead is killed: it comes again with all links whole.
     */
    public void mend(String name, Cut cut) {
        try {
            Patience.until("the mended link " + name, MEND_MAX, () -> isMended(name, cut));
        } catch (MissException e) {
            stack.ready().pids("links").forEach(Signals::kill);
            Patience.until("the link " + name, RESTART_MAX, () -> isMended(name, cut));
        }
    }

    private boolean isMended(String name, Cut cut) {
        try {
            if (cut == Cut.REFUSED) {
                return enabled(name, true) == OK;
            }
            for (Toxic toxic : toxics(cut, 0)) {
                int status = call("DELETE", "/%s/toxics/%s".formatted(name, toxic.name()), "")
                        .statusCode();
                if (status / 100 != 2 && status != GONE) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Toxic> toxics(Cut cut, int some) {
        JsonFields endless = JsonFields.of("timeout", 0);
        JsonFields late = JsonFields.of("latency", some);
        return switch (cut) {
            case REFUSED -> List.of();
            case SILENT -> List.of(new Toxic("timeout", ASKING, endless), new Toxic("timeout", ANSWERING, endless));
            case ASKING_LOST -> List.of(new Toxic("timeout", ASKING, endless));
            case ANSWERS_LOST -> List.of(new Toxic("timeout", ANSWERING, endless));
            case BROKEN_OFF -> List.of(new Toxic("limit_data", ANSWERING, JsonFields.of("bytes", some)));
            case RESET -> List.of(new Toxic("reset_peer", ANSWERING, endless));
            case SLOW -> List.of(new Toxic("latency", ASKING, late), new Toxic("latency", ANSWERING, late));
        };
    }

    private int enabled(String name, boolean enabled) throws IOException {
        return call("POST", "/" + name, JsonFields.of("enabled", enabled).text())
                .statusCode();
    }

    private HttpResponse<byte[]> call(String method, String path, String body) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(ANSWER_MAX)
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }
}
