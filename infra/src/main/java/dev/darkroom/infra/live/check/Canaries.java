package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A word of its own for every text that a caller can give, on every surface; and the columns in which it may be seen
 * afterwards.
 */
final class Canaries {

    private static final String NOWHERE = "";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final String root;
    private final Tenant tenant;
    private final String api;
    private final String sink;
    private final Map<String, Set<String>> allowed = new LinkedHashMap<>();
    private final List<String> tasks = new ArrayList<>();

    /**
     * @param root how all of the words begin
     * @param sink a URL that answers, for webhooks; whatever is added to it
     */
    Canaries(String root, Tenant tenant, String api, String sink) {
        this.root = root;
        this.tenant = tenant;
        this.api = api;
        this.sink = sink;
    }

    /** Which columns each word may be in, as {@code table.column}. */
    Map<String, Set<String>> allowed() {
        return allowed;
    }

    /** How many tasks were accepted. */
    int accepted() {
        return tasks.size();
    }

    /** Sends them all: requests that are done, that fail at the provider, whose image cannot be had, and that are refused. */
    void send() throws IOException {
        accepted("/v1/images/generations", """
            {"prompt": "a lake %s", "metadata": {"note": "%s"}, "webhook_url": "%s"}\
            """.formatted(
                        prompt("native"), word("metadata", "job.request_metadata"), hook("native")));
        accepted("/v1/images/generations", """
            {"prompt": "a lake %s {sandbox: fail=rejected}", "webhook_url": "%s"}\
            """.formatted(prompt("rejected"), hook("rejected")));
        accepted("/v1/images/generations", """
            {"prompt": "a lake %s {sandbox: fail=corrupt}"}\
            """.formatted(prompt("corrupt")));
        accepted("/v1/images/image-to-image", """
            {"prompt": "a lake %s", "image": {"type": "url", "url": "%s"}}\
            """.formatted(prompt("edit"), sink + word("image", "job_input.url")));
        accepted("/v1/chains", """
            {"steps": [{"name": "one", "prompt": "a lake %s"}]}\
            """.formatted(prompt("chain")));
        accepted("/api/v1/images", """
            {"prompt": "a lake %s", "webhook_url": "%s"}\
            """.formatted(prompt("vrex"), hook("vrex")));
        accepted("/v2/images/generate", """
            {"prompt": "a lake %s", "model": "nano-banana-2", "webhookUrl": "%s"}\
            """.formatted(prompt("apiframe"), hook("apiframe")));
        accepted("/api/ai/image/generate", """
            {"prompt": "a lake %s", "model": "google/nano-banana"}\
            """.formatted(prompt("gptimage2")));
        accepted("/api/v1/images/generate", """
            {"prompt": "a lake %s", "model": "vertex/nano-banana-flash", "celery": true}\
            """.formatted(prompt("qolaba")));
        accepted("/openai/v1/images/generations", """
            {"prompt": "a lake %s", "user": "%s"}\
            """.formatted(prompt("openai"), word("user", NOWHERE)));
        endpoint();
        refused();
        around();
    }

    private void endpoint() throws IOException {
        int status = tenant.post(api + "/v1/webhook-endpoints", """
            {"url": "%s", "description": "%s", "events": ["failed"]}\
            """.formatted(
                                sink + word("endpointurl", "webhook_endpoint.url"),
                                word("description", "webhook_endpoint.description")))
                .status();
        MissException.unless(status / 100 == 2, "an endpoint was answered " + status);
    }

    /** What is refused is nowhere at all. */
    private void refused() throws IOException {
        tenant.post(api + "/v1/images/generations", "{\"prompt\": \"%s\", \"n\": 0}".formatted(word("badn", NOWHERE)));
        tenant.post(
                api + "/v1/images/generations",
                "{\"prompt\": \"%s in the style of Greg Rutkowski\"}".formatted(word("moderated", NOWHERE)));
        tenant.post(api + "/v1/images/generations", "{\"prompt\": \"x\", \"%s\": 1}".formatted(word("name", NOWHERE)));
        tenant.post(api + "/v1/images/generations", "{\"prompt\": \"%s".formatted(word("half", NOWHERE)));
        tenant.post(api + "/api/v1/images", "{\"prompt\": \"x\", \"model\": \"%s\"}".formatted(word("model", NOWHERE)));
        tenant.post(
                api + "/api/ai/image/generate",
                "{\"prompt\": \"x\", \"model\": \"google/nano-banana\", \"providerInput\": {\"x\": \"%s\"}}"
                        .formatted(word("providerinput", NOWHERE)));
        tenant.get(api + "/v1/tasks?cursor=" + word("cursor", NOWHERE));
        tenant.get(api + "/v1/models/x?" + word("query", NOWHERE) + "=1");
    }

    /** Headers, a key that is none, and a file's name. */
    private void around() throws IOException {
        raw(
                "/v1/images/generations",
                "application/json",
                "{\"prompt\": \"a lake %s\"}".formatted(prompt("headers")),
                Map.of(
                        "Authorization", "Bearer " + tenant.key(),
                        "Idempotency-Key", word("idempotency", NOWHERE),
                        "User-Agent", word("agent", NOWHERE),
                        "Referer", "https://example.com/" + word("referer", NOWHERE),
                        "X-Request-Id", word("requestid", NOWHERE),
                        "X-Forwarded-For", word("forwarded", NOWHERE),
                        "Cookie", "a=" + word("cookie", NOWHERE)));
        raw(
                "/v1/wallet",
                "application/json",
                "{}",
                Map.of("Authorization", "Bearer sk-dr-" + word("wrongkey", NOWHERE)));
        raw(
                "/v1/uploads",
                "multipart/form-data; boundary=xyz",
                "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s.png\"\r\n\r\nno image\r\n--xyz--\r\n"
                        .formatted(word("filename", NOWHERE)),
                Map.of("Authorization", "Bearer " + tenant.key()));
    }

    private void raw(String path, String type, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void accepted(String path, String body) throws IOException {
        int status = tenant.post(api + path, body).status();
        MissException.unless(status == ACCEPTED || status == OK, "%s was answered %d".formatted(path, status));
        tasks.add(path);
    }

    private String prompt(String name) {
        return word(name, "job.request_prompt");
    }

    private String hook(String name) {
        return sink + word(name + "hook", "job.request_webhook_url", "webhook_delivery.url");
    }

    private String word(String name, String... columns) {
        String word = root + name + "0";
        allowed.put(word, Set.of(columns));
        return word;
    }
}
