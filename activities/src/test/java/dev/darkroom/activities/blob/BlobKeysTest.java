package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlobKeysTest {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final JobId JOB = new JobId(UUID.randomUUID());

    static Stream<String> images() {
        return Stream.of(
                BlobKeys.image(TENANT, JOB, 0, ImageFormat.PNG),
                BlobKeys.image(TENANT, JOB, 15, ImageFormat.JPEG),
                BlobKeys.grid(TENANT, JOB, ImageFormat.WEBP),
                BlobKeys.input(TENANT, ImageFormat.JPEG));
    }

    @ParameterizedTest
    @MethodSource("images")
    void a_small_picture_has_a_name_of_its_own_that_leads_back(String image) {
        String small = BlobKeys.thumbnail(image);
        assertTrue(BlobKeys.isValid(small), small);
        assertTrue(small.endsWith(".png"));
        assertNotEquals(image, small);
        assertEquals(image, BlobKeys.ofThumbnail(small));
        assertTrue(!small.startsWith(BlobKeys.images(TENANT, JOB)), "it is not billed");
    }

    @ParameterizedTest
    @MethodSource("images")
    void small_pictures_lie_where_they_are_looked_for(String image) {
        boolean given = image.startsWith(BlobKeys.inputs(TENANT));
        assertEquals(given, BlobKeys.thumbnail(image).startsWith(BlobKeys.thumbnailsOfInputs(TENANT)));
    }
}
