package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import java.time.Instant;

/** Jobs as fal gets them. */
final class FalJobs {

    static final String MODEL = "fal-ai/flux-2";

    private FalJobs() {}

    static ProviderJob drawn(int images) {
        return drawn(MODEL, images, Instant.now());
    }

    static ProviderJob drawn(String model, int images, Instant intendedAt) {
        return job(model, spec(Capability.TEXT_TO_IMAGE, images, "{}"), InputImages.NONE, intendedAt);
    }

    static ProviderJob with(String model, String parameters) {
        return job(model, spec(Capability.TEXT_TO_IMAGE, 1, parameters), InputImages.NONE, Instant.now());
    }

    static ProviderJob edited(InputImages inputs) {
        return job(MODEL, spec(Capability.IMAGE_TO_IMAGE, 1, "{}"), inputs, Instant.now());
    }

    private static ProviderJob job(String model, GenerationSpec spec, InputImages inputs, Instant intendedAt) {
        return new ProviderJob("job-1-0", new Route(new ProviderId("fal"), model), spec, inputs, intendedAt);
    }

    private static GenerationSpec spec(Capability capability, int images, String parameters) {
        return new GenerationSpec(
                capability,
                new ModelId("flux-2-dev"),
                "a \"lake\"",
                images,
                "2K",
                "16:9",
                new ImageSize(96, 64),
                ImageFormat.PNG,
                false,
                7L,
                parameters);
    }
}
