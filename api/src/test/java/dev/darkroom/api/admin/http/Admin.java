package dev.darkroom.api.admin.http;

import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An administrator, who knows the management port and has a key for it. */
final class Admin {

    private final AtomicInteger requests = new AtomicInteger();
    private final TestApi api;
    private final ApiKeys.Made key;

    Admin(TestApi api) {
        this.api = api;
        TenantId operators = api.added(MicroUsd.ZERO).id();
        key = api.get(ApiKeys.class).create(operators, List.of(Scope.ADMIN));
    }

    /** How the audit log names this administrator. */
    String prefix() {
        return key.prefix();
    }

    String secret() {
        return key.secret();
    }

    Reply get(String path) {
        return api.get(secret(), api.managementUrl() + "/admin" + path);
    }

    /** Sends a change under an idempotency key of its own. */
    Reply send(String method, String path, @Nullable String json) {
        return send(method, path, json, "r" + requests.incrementAndGet());
    }

    Reply send(String method, String path, @Nullable String json, @Nullable String idempotencyKey) {
        return api.send(request(method, path, json, idempotencyKey).header("Authorization", "Bearer " + secret()));
    }

    /** A request without a key. */
    HttpRequest.Builder request(String method, String path, @Nullable String json, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = api.request(api.managementUrl() + "/admin" + path)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request;
    }
}
