package dev.darkroom.infra.local.receiver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Sends to a receiver, signed by the official library, and asks it what has arrived. */
final class Sender {

    private final String receiver;
    private final HttpClient http;

    Sender(String receiver, HttpClient http) {
        this.receiver = receiver;
        this.http = http;
    }

    /** A secret as a server makes them, the same for the same name. */
    static String secret(String name) {
        String key = name.repeat(32).substring(0, 32);
        return Webhook.SECRET_PREFIX + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code webhook-signature} is to be. */
    static String signature(String secret, String id, Instant at, String body) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends what the secret has signed. */
    int send(String secret, String id, Instant at, String body) {
        return send(id, at, signature(secret, id, at, body), body);
    }

    int send(String id, Instant at, String signature, String body) {
        HttpRequest request = request("/hook")
                .header("webhook-id", id)
                .header("Webhook-Timestamp", Long.toString(at.getEpochSecond()))
                .header("WEBHOOK-SIGNATURE", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return ask(request).statusCode();
    }

    HttpResponse<String> post(String path, String body) {
        return ask(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> get(String path) {
        return ask(request(path).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(receiver + path));
    }

    HttpResponse<String> ask(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is kept, newest first. */
    List<JsonValue> arrived() {
        JsonValue all = StrictJson.read(get("/deliveries").body().getBytes(StandardCharsets.UTF_8));
        return all.field("deliveries") instanceof JsonValue.Arr array ? array.items() : List.of();
    }

    /** A field of what arrived last. */
    String last(String field) {
        return switch (arrived().getFirst().field(field)) {
            case JsonValue.Str text -> text.value();
            case JsonValue.Num number -> number.text();
            case JsonValue.Bool bool -> Boolean.toString(bool.value());
            case JsonValue.Null _, JsonValue.Arr _, JsonValue.Obj _ -> "";
        };
    }
}
