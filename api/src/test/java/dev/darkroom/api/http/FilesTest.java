package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(10));
    private final Reply task =
            api.ended(key, api.generate(key, "{\"prompt\": \"a lake\"}").at("task_id"));
    private final String url = task.at("output.images.0.url");

    FilesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_picture_is_served_whole_to_whoever_has_its_url() throws NoSuchAlgorithmException {
        Reply picture = read(url);
        assertEquals(200, picture.status());
        assertEquals("image/png", picture.header("Content-Type").orElseThrow());
        assertEquals("nosniff", picture.header("X-Content-Type-Options").orElseThrow());
        assertEquals("bytes", picture.header("Accept-Ranges").orElseThrow());
        assertEquals(
                task.at("output.images.0.sha256"),
                HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(picture.response().body())));
    }

    @Test
    void any_changed_byte_of_the_url_is_refused() {
        int start = url.indexOf("/files/");
        for (int i = start + "/files/".length(); i < url.length(); i++) {
            char other = url.charAt(i) == 'a' ? 'b' : 'a';
            String changed = url.substring(0, i) + other + url.substring(i + 1);
            assertEquals(403, read(changed).status(), changed);
        }
        assertEquals(403, read(url.substring(0, url.indexOf('?'))).status());
        assertEquals(403, read(url.substring(0, url.indexOf("&signature="))).status());
        assertEquals(403, read(url + "&x=1").status());
    }

    @Test
    void another_spelling_of_the_url_is_another_url() {
        String query = url.substring(url.indexOf('?') + 1);
        String[] parts = query.split("&", 2);
        assertEquals(403, read(url.replace("/files/t/", "/files/%74/")).status());
        assertEquals(403, read(url.replace("?", "/?")).status());
        assertEquals(403, read(url.replace(query, parts[1] + "&" + parts[0])).status());
        assertEquals(403, read(url + "&").status());
    }

    @Test
    void a_head_tells_of_the_file_without_it() {
        Reply head = api.send(api.request(url).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        Reply whole = read(url);
        assertEquals(200, head.status());
        for (String name : List.of("Content-Length", "Content-Type", "ETag", "X-Content-Type-Options")) {
            assertEquals(whole.header(name), head.header(name), name);
        }
        assertEquals(0, head.response().body().length);
        String wrong = url.substring(0, url.length() - 4) + "aaaa";
        assertEquals(
                403,
                api.send(api.request(wrong).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .status());
    }

    @Test
    void a_client_that_takes_only_pictures_gets_one() {
        assertEquals(
                200,
                api.send(api.request(url).header("Accept", "image/*").GET()).status());
    }

    @Test
    void conditions_are_read_as_their_standard_says() {
        String tag = read(url).header("ETag").orElseThrow();
        for (String header : List.of("*", "W/" + tag, "\"other\", " + tag)) {
            assertEquals(
                    304,
                    api.send(api.request(url).header("If-None-Match", header).GET())
                            .status(),
                    header);
        }
        Reply changed = api.send(api.request(url)
                .header("Range", "bytes=0-1")
                .header("If-Range", "\"other\"")
                .GET());
        assertEquals(200, changed.status());
        assertEquals(206, range("BYTES=0-1").status());
        Reply beyond = range("bytes=99999999999999999999-");
        assertEquals(416, beyond.status());
        assertEquals("Range", beyond.at("error.param"));
    }

    @Test
    void an_url_is_fresh_at_every_read() {
        TestApi.pause(Duration.ofMillis(1100));
        assertNotEquals(url, api.get(key, "/v1/tasks/" + task.at("task_id")).at("output.images.0.url"));
        assertEquals(200, read(url).status());
    }

    @Test
    void a_part_is_served_where_a_range_is_asked_for() {
        byte[] whole = read(url).response().body();
        assertPart(whole, "bytes=0-99", 0, 100);
        assertPart(whole, "bytes=100-", 100, whole.length - 100);
        assertPart(whole, "bytes=-50", whole.length - 50, 50);
        assertPart(whole, "bytes=5-99999999", 5, whole.length - 5);
        assertEquals(416, range("bytes=" + whole.length + "-").status());
        assertEquals(
                "bytes */" + whole.length,
                range("bytes=9999999-").header("Content-Range").orElseThrow());
        assertEquals(200, range("bytes=0-1,5-6").status());
        assertEquals(200, range("lines=0-1").status());
    }

    @Test
    void what_the_client_has_is_not_sent_again() {
        String tag = read(url).header("ETag").orElseThrow();
        Reply unchanged = api.send(api.request(url).header("If-None-Match", tag).GET());
        assertEquals(304, unchanged.status());
        assertEquals(0, unchanged.response().body().length);
    }

    private void assertPart(byte[] whole, String range, int first, int length) {
        Reply part = range(range);
        assertEquals(206, part.status());
        assertEquals(
                "bytes %d-%d/%d".formatted(first, first + length - 1, whole.length),
                part.header("Content-Range").orElseThrow());
        assertArrayEquals(
                Arrays.copyOfRange(whole, first, first + length),
                part.response().body());
    }

    private Reply range(String range) {
        return api.send(api.request(url).header("Range", range).GET());
    }

    private Reply read(String from) {
        return api.send(api.request(from).GET());
    }
}
