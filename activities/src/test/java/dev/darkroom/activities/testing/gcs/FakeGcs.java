package dev.darkroom.activities.testing.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of Cloud Storage's JSON API that a store uses, on a socket, with one bucket. What goes wrong is said
 * beforehand.
 */
public final class FakeGcs implements AutoCloseable {

    /** The bucket that there is. */
    public static final String BUCKET = "pictures";

    static final String OBJECTS = "/storage/v1/b/" + BUCKET + "/o";
    private static final int TRICKLE = 1000;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeBucket bucket = new FakeBucket();
    private final Map<Call, Deque<Harm>> harms = new EnumMap<>(Call.class);
    private final List<Call> calls = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int page = Integer.MAX_VALUE;

    public FakeGcs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its URL, without a slash at the end. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next calls of that kind go wrong, in this order; those after them do not. */
    public synchronized void harm(Call call, Harm... next) {
        harms.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** So many names are in an answer at the most. */
    public synchronized void page(int most) {
        page = most;
    }

    /** The calls so far, those that went wrong too. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The content type of an object. */
    public String contentType(String name) {
        FakeBucket.Stored stored = bucket.find(name);
        return stored == null ? "" : stored.contentType();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.close();
    }

    private synchronized @Nullable Harm next(Call call) {
        calls.add(call);
        Deque<Harm> waiting = harms.get(call);
        return waiting == null ? null : waiting.poll();
    }

    private static final class Answer {

        private final int status;
        private final byte[] body;
        private final Map<String, String> headers;

        Answer(int status, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.body = body;
            this.headers = headers;
        }

        static Answer of(int status) {
            return json(status, "{\"error\": {\"code\": %d, \"message\": \"so it is\"}}".formatted(status));
        }

        static Answer json(int status, String json) {
            return new Answer(
                    status, json.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/json"));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.read(exchange);
            Harm harm = next(asked.call());
            switch (harm) {
                case null -> send(exchange, answer(exchange, asked, true), false);
                case Harm.Refused(int status) -> send(exchange, Answer.of(status), false);
                case Harm.Trickle _ -> send(exchange, answer(exchange, asked, true), true);
                case Harm.Damaged(boolean noticed) ->
                    send(exchange, answer(exchange, asked.with(damaged(asked.body())), noticed), false);
                case Harm.AnswerLost _ -> answer(exchange, asked, true);
                case Harm.UploadForgotten _ -> {
                    answer(exchange, asked, true);
                    bucket.forget(asked.upload());
                }
                case Harm.Cut _ -> {
                    if (asked.call() == Call.BYTES) {
                        answer(exchange, asked.with(Arrays.copyOf(asked.body(), asked.body().length / 2)), true);
                    }
                }
                case Harm.Silence _ -> closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] damaged(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    private Answer answer(HttpExchange exchange, Asked asked, boolean summed) {
        if (!asked.path().startsWith(OBJECTS)
                && !asked.path().startsWith("/upload" + OBJECTS)
                && !asked.path().startsWith("/" + BUCKET + "/")) {
            return Answer.of(404);
        }
        return switch (asked.call()) {
            case START -> start(exchange, asked);
            case BYTES, LAST_BYTES -> taken(take(exchange, asked, summed));
            case ASK -> taken(bucket.ask(asked.upload()));
            case LOOK, READ -> look(exchange, asked);
            case LIST -> list(asked);
            case DELETE -> bucket.delete(asked.name()) ? new Answer(204, new byte[0], Map.of()) : Answer.of(404);
        };
    }

    private Answer start(HttpExchange exchange, Asked asked) {
        String name = asked.query().getOrDefault("name", "");
        if (!"0".equals(asked.query().get("ifGenerationMatch"))) {
            return Answer.of(400);
        }
        if (bucket.has(name)) {
            return Answer.of(412);
        }
        String id = UUID.randomUUID().toString();
        String type = exchange.getRequestHeaders().getFirst("X-Upload-Content-Type");
        bucket.begin(id, name, type == null ? "" : type);
        String session = "%s/upload%s?uploadType=resumable&upload_id=%s".formatted(endpoint(), OBJECTS, id);
        return new Answer(200, new byte[0], Map.of("Location", session));
    }

    private FakeBucket.Taken take(HttpExchange exchange, Asked asked, boolean summed) {
        Matcher range = asked.range();
        if (range == null) {
            throw new IllegalStateException();
        }
        String id = asked.upload();
        long total = "*".equals(range.group(3)) ? -1 : Long.parseLong(range.group(3));
        long first = range.group(1) == null ? total : Long.parseLong(range.group(1));
        String hash = exchange.getRequestHeaders().getFirst("X-Goog-Hash");
        String crc32c = summed && hash != null ? hash.replace("crc32c=", "") : null;
        return bucket.take(id, first, asked.body(), total, crc32c);
    }

    private static Answer taken(FakeBucket.Taken taken) {
        return switch (taken) {
            case FakeBucket.Taken.Done(FakeBucket.Stored stored) -> Answer.json(200, stored.json());
            case FakeBucket.Taken.No(int status) -> Answer.of(status);
            case FakeBucket.Taken.More(int received) ->
                new Answer(308, new byte[0], received == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (received - 1)));
        };
    }

    private Answer look(HttpExchange exchange, Asked asked) {
        FakeBucket.Stored stored = bucket.find(asked.name());
        if (stored == null) {
            return Answer.of(404);
        }
        if (asked.call() == Call.LOOK) {
            return Answer.json(200, stored.json());
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        if (from > 0 && from >= stored.bytes().length) {
            return Answer.of(416);
        }
        byte[] rest = Arrays.copyOfRange(stored.bytes(), from, stored.bytes().length);
        Map<String, String> headers =
                Map.of("Content-Type", stored.contentType(), "X-Goog-Generation", Long.toString(stored.generation()));
        return new Answer(range == null ? 200 : 206, rest, headers);
    }

    private Answer list(Asked asked) {
        int wanted = Integer.parseInt(asked.query().getOrDefault("maxResults", "1000"));
        int most;
        synchronized (this) {
            most = Math.min(page, wanted);
        }
        String prefix = asked.query().getOrDefault("prefix", "");
        List<FakeBucket.Stored> found = bucket.list(prefix, asked.query().getOrDefault("pageToken", ""), most);
        String next = found.size() <= most
                ? ""
                : "\"nextPageToken\": \"%s\", ".formatted(found.get(most).name());
        String items = found.stream().limit(most).map(FakeBucket.Stored::json).collect(Collectors.joining(", "));
        return Answer.json(200, "{%s\"kind\": \"storage#objects\", \"items\": [%s]}".formatted(next, items));
    }

    private static void send(HttpExchange exchange, Answer answer, boolean trickle) throws IOException {
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        int length = answer.body.length;
        exchange.sendResponseHeaders(answer.status, length == 0 ? -1 : length);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int at = 0; at < length; at += trickle ? TRICKLE : length) {
                body.write(answer.body, at, Math.min(trickle ? TRICKLE : length, length - at));
                body.flush();
            }
        }
    }
}
