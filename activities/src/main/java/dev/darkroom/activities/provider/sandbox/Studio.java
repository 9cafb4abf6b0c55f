package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.provider.sandbox.draw.Encoder;
import dev.darkroom.activities.provider.sandbox.draw.Grid;
import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import dev.darkroom.activities.provider.sandbox.edit.Editor;
import dev.darkroom.activities.provider.sandbox.edit.Preview;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Makes the pictures of jobs: painted from the prompt, or edited from the pictures that a job works from. */
final class Studio {

    // This model cuts a subject out of its background, whatever the prompt says.
    private static final String CUTS_OUT = "birefnet";
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final Painter painter;
    private final Editor editor;

    Studio() {
        Lettering lettering = new Lettering();
        painter = new Painter(lettering);
        editor = new Editor(painter, lettering);
    }

    /**
     * Whether the pictures that a job works from can be used.
     *
     * @throws IOException where their bytes cannot be had
     */
    boolean accepts(ProviderJob job) throws IOException {
        return job.inputs().references().isEmpty() || editor.accepts(job.inputs());
    }

    /** One image of a job. */
    byte[] image(ProviderJob job, int index) throws IOException {
        return Encoder.encode(picture(job, index, job.spec().size()), job.spec().format());
    }

    /** One image of a job as it looks before it is finished. */
    byte[] preview(ProviderJob job, int index, int number) throws IOException {
        BufferedImage picture = picture(job, index, job.spec().size());
        return Encoder.encode(Preview.of(picture, number), job.spec().format());
    }

    /** All images of a job in one. */
    byte[] grid(ProviderJob job) throws IOException {
        GenerationSpec spec = job.spec();
        Grid grid = new Grid(spec.size(), spec.images());
        for (int index = 0; index < spec.images(); index++) {
            grid.lay(picture(job, index, grid.part()), index);
        }
        return Encoder.encode(grid.sheet(), spec.format());
    }

    /** A picture that belongs to no job. */
    byte[] stock(GenerationSpec spec) {
        return painter.paint("a lake", 0, spec.size(), spec.format());
    }

    private BufferedImage picture(ProviderJob job, int index, ImageSize size) throws IOException {
        String prompt = Directives.strip(job.spec().prompt());
        if (job.inputs().references().isEmpty()) {
            return painter.draw(prompt, seed(job, index), size);
        }
        String words = job.route().model().equals(CUTS_OUT) ? "" : prompt;
        return editor.edit(new Editor.Order(job.inputs(), words, size, seed(job, index), index))
                .orElseThrow(() -> new IOException("a picture that the job works from can no longer be read"));
    }

    private static long seed(ProviderJob job, int index) {
        Long asked = job.spec().seed();
        return (asked == null ? job.reference().hashCode() : asked) + index * SEED_STEP;
    }
}
