package dev.darkroom.api.surface.stratizon.models;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.TestApi;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a model of the catalogue looks. */
class ModelReplyTest {

    @Test
    void a_model_says_what_it_can_do_and_what_it_costs() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of())) {
            List<ModelReply.Route> routes = List.of(new ModelReply.Route("sandbox", true));
            ModelReply model = api.get(Catalogue.class)
                    .find("stratizon", "nano-banana-2")
                    .map(offer -> ModelReply.of(offer, routes))
                    .orElseThrow();
            JsonMapper json = api.get(JsonMapper.class);
            Golden.check("stratizon/model", json.writeValueAsString(model));
            Golden.check("stratizon/models", json.writeValueAsString(new ModelReply.All(List.of(model))));
        }
    }
}
