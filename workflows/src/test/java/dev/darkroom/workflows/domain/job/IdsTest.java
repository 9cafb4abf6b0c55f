package dev.darkroom.workflows.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void an_artifact_is_named_by_its_job_and_index() {
        Random random = new Random(7);
        Set<ArtifactId> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            JobId job = new JobId(new UUID(random.nextLong(), random.nextLong()));
            for (int index = 0; index < 10; index++) {
                ArtifactId id = ArtifactId.of(job, index);
                assertEquals(id, ArtifactId.of(job, index));
                assertEquals(8, id.value().version());
                assertEquals(2, id.value().variant());
                assertTrue(seen.add(id));
            }
        }
    }

    @Test
    void a_route_reads_back_from_its_text() {
        Route route = new Route(new ProviderId("fal"), "vendor/model:free");
        assertEquals("fal:vendor/model:free", route.text());
        assertEquals(route, Route.of(route.text()));
        assertThrows(IllegalArgumentException.class, () -> Route.of("nothing"));
    }

    @Test
    void names_keep_their_form() {
        assertThrows(IllegalArgumentException.class, () -> new ModelId("GPT"));
        assertThrows(IllegalArgumentException.class, () -> new ModelId("../x"));
        assertThrows(IllegalArgumentException.class, () -> new ProviderId("Sandbox!"));
        assertThrows(IllegalArgumentException.class, () -> new ImageSize(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new ImageSize(10, 8193));
        assertEquals("1024x768", new ImageSize(1024, 768).text());
    }

    @Test
    void ids_read_back_from_their_text() {
        String text = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
        assertEquals(text, JobId.of(text).text());
        assertEquals(text, TenantId.of(text).text());
    }
}
