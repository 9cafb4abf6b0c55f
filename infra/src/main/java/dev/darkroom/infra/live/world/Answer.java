package dev.darkroom.infra.live.world;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.net.http.HttpResponse;

/** An HTTP answer. */
public record Answer(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    public byte[] body() {
        return response.body();
    }

    public JsonValue json() {
        return StrictJson.read(body());
    }

    /** The text at a path of the JSON body; empty where there is none. */
    public String text(String path) {
        return Json.text(json(), path);
    }
}
