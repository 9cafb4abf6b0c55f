package dev.darkroom.infra.bench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.bench.figure.Phase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBenchTest {

    private static final int MORE_THAN_A_BUFFER = 300_000;

    private final StaticServer server;

    ReadBenchTest() throws IOException {
        server = new StaticServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_file_is_read_between_the_others_and_who_begins_changes() throws Exception {
        List<String> said = new ArrayList<>();
        ReadBench bench = new ReadBench(new ReadPlan(2, 0.1, 3, 0), own(), List.of(), said::add);
        List<ReadBatch> batches = bench.run(
                List.of(get(Resource.TASK, 5), get(Resource.FILE, 10), get(Resource.LIST, MORE_THAN_A_BUFFER)));
        assertEquals(
                List.of(
                        "LONE TASK 1",
                        "LONE FILE 1",
                        "LONE LIST 1",
                        "LOADED TASK 1",
                        "LOADED FILE 1",
                        "LOADED LIST 1",
                        "LONE LIST 2",
                        "LONE FILE 2",
                        "LONE TASK 2",
                        "LOADED LIST 2",
                        "LOADED FILE 2",
                        "LOADED TASK 2"),
                batches.stream()
                        .map(batch -> "%s %s %d".formatted(batch.phase(), batch.resource(), batch.repeat()))
                        .toList());
        assertEquals(batches.size(), said.size());
        assertEquals(
                server.paths().size(),
                batches.stream().mapToInt(ReadBatch::reads).sum());
    }

    @Test
    void a_warm_up_comes_first_in_three_turns() throws Exception {
        ReadBench bench = new ReadBench(new ReadPlan(1, 0.1, 2, 1), own(), List.of(), line -> {});
        List<ReadBatch> batches = bench.run(List.of(get(Resource.FILE, 10)));
        assertEquals(
                List.of(Phase.WARM_UP, Phase.WARM_UP, Phase.WARM_UP, Phase.LONE, Phase.LOADED),
                batches.stream().map(ReadBatch::phase).toList());
        assertTrue(batches.getFirst().seconds() >= 0.33);
    }

    @Test
    void every_connection_is_asked_at_least_once() throws Exception {
        ReadBatch batch = new ReadLoad(own(), List.of()).run(get(Resource.FILE, 10), Phase.LOADED, 1, Duration.ZERO, 4);
        assertEquals(4, batch.reads());
        assertEquals(4, server.paths().size());
        assertTrue(batch.p50Millis() > 0 && batch.p50Millis() <= batch.p99Millis());
    }

    @Test
    void an_answer_that_is_not_200_ends_it() {
        ReadBench bench = new ReadBench(new ReadPlan(1, 0.1, 2, 0), own(), List.of(), line -> {});
        List<Get> gets = List.of(new Get(Resource.TASK, server.uri(429, 3), null));
        assertThrows(IOException.class, () -> bench.run(gets));
    }

    @Test
    void a_request_has_its_key_and_does_not_show_it() {
        Get get = new Get(Resource.LIST, URI.create("http://127.0.0.1:80/v1/tasks?limit=20"), "sk-secret");
        assertEquals(
                List.of(
                        "GET /v1/tasks?limit=20 HTTP/1.1",
                        "Host: 127.0.0.1:80",
                        "Accept: */*",
                        "Authorization: Bearer sk-secret",
                        "",
                        ""),
                List.of(new String(get.bytes(), StandardCharsets.US_ASCII).split("\r\n", -1)));
        assertFalse(get.toString().contains("sk-secret"));
        assertFalse(new String(new Get(Resource.FILE, server.uri(200, 1), null).bytes(), StandardCharsets.US_ASCII)
                .contains("Authorization"));
    }

    private Get get(Resource resource, int bytes) {
        return new Get(resource, server.uri(200, bytes), null);
    }

    private static List<Long> own() {
        return List.of(ProcessHandle.current().pid());
    }
}
