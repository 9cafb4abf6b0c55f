package dev.darkroom.api.surface.stratizon.usage;

import dev.darkroom.api.core.Usages;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How usage looks. */
class UsageReplyTest {

    @Test
    void a_line_is_named_by_what_it_is_of() throws IOException {
        Usages.Line line = new Usages.Line("nano-banana-2", 3, 5, new MicroUsd(300_000), new MicroUsd(50_000));
        try (ApplicationContext context =
                ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"))) {
            String json = context.getBean(JsonMapper.class).writeValueAsString(UsageReply.of("model", List.of(line)));
            Golden.check("stratizon/usage", json);
        }
    }
}
