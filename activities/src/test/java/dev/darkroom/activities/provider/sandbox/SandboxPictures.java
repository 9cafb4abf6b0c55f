package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;

/** Pictures for the tests of other packages. */
public final class SandboxPictures {

    private static final Painter PAINTER = new Painter(new Lettering());

    private SandboxPictures() {}

    public static byte[] paint(String prompt, long seed, ImageSize size, ImageFormat format) {
        return PAINTER.paint(prompt, seed, size, format);
    }
}
