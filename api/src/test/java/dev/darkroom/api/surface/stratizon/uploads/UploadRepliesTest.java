package dev.darkroom.api.surface.stratizon.uploads;

import dev.darkroom.api.core.KeptImage;
import dev.darkroom.api.testing.Golden;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How uploads look. */
class UploadRepliesTest {

    private static final Instant END = Instant.parse("2026-01-03T03:04:05.006Z");
    private static final String ID = "5f0c7d5a-1b2c-8d3e-9f4a-5b6c7d8e9f00";

    @Test
    void an_image_that_is_stored() throws IOException {
        check("upload", UploadReply.of(new KeptImage(ID, "image/png", 48_213, 1024, 768, END)));
    }

    @Test
    void an_image_that_is_to_be_put() throws IOException {
        String url = "https://darkroom.example/uploads/art_5f0c7d5a1b2c8d3e9f4a5b6c7d8e9f00"
                + "?content_type=image/png&size=48213&expires=0&signature=x";
        check(
                "upload-announced",
                new UploadReply.Announced(
                        "art_5f0c7d5a1b2c8d3e9f4a5b6c7d8e9f00", "image/png", 48_213, url, "2026-01-02T04:04:05.006Z"));
    }

    private static void check(String name, Object reply) throws IOException {
        try (ApplicationContext context =
                ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"))) {
            Golden.check("stratizon/" + name, context.getBean(JsonMapper.class).writeValueAsString(reply));
        }
    }
}
