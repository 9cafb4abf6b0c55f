package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Route;
import java.time.Instant;

class ScriptedProviderTest extends ImageProviderContract {

    private final ScriptedProvider provider = new ScriptedProvider();

    @Override
    public ImageProvider provider() {
        return provider;
    }

    @Override
    public ProviderJob job(Course course) {
        GenerationSpec spec = new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                new ModelId("gpt-image-2"),
                course.name(),
                2,
                "standard",
                "1:1",
                new ImageSize(96, 64),
                ImageFormat.PNG,
                false,
                null,
                GenerationSpec.NONE);
        return new ProviderJob("job-1-0", new Route(ScriptedProvider.ID, "m"), spec, Instant.now());
    }
}
