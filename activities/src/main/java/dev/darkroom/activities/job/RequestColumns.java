package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Route;
import io.micronaut.data.annotation.Embeddable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns {@code request_*}: what a job asks for.
 *
 * @param fingerprint SHA-256 of the canonical request, 64 hexadecimal digits; equal requests have equal ones
 * @param routes the texts of the routes, separated by commas
 * @param prompt null once retention has blanked it
 * @param grid whether a picture of all images is wanted too
 * @param parameters a JSON object as text; null for none, and once retention has blanked them
 * @param rendering how the surface was asked to show the job, in its own word; null for its usual way
 * @param metadata the caller's own JSON object in canonical form
 * @param webhookEvents the words of the events, separated by commas
 * @param inputs how many images it works from, its mask among them
 * @param previews how many previews of each image are wanted
 */
@Embeddable
public record RequestColumns(
        String fingerprint,
        Capability capability,
        String model,
        String routes,
        @Nullable String prompt,
        int images,
        String quality,
        String aspectRatio,
        int width,
        int height,
        ImageFormat format,
        boolean grid,
        @Nullable Long seed,
        @Nullable String parameters,
        @Nullable String rendering,
        @Nullable String metadata,
        @Nullable String webhookUrl,
        @Nullable String webhookEvents,
        int inputs,
        int previews) {

    private static final String SEPARATOR = ",";

    /** The canonical request. */
    public GenerationSpec spec() {
        return new GenerationSpec(
                capability,
                new ModelId(model),
                prompt == null ? "" : prompt,
                images,
                quality,
                aspectRatio,
                new ImageSize(width, height),
                format,
                grid,
                seed,
                parameters == null ? GenerationSpec.NONE : parameters);
    }

    /** The ways to have the images made, in order. */
    public List<Route> routeList() {
        return Stream.of(routes.split(SEPARATOR)).map(Route::of).toList();
    }

    /** Without the texts of the caller. */
    @Override
    public String toString() {
        return "RequestColumns[fingerprint=%s, model=%s, images=%d]".formatted(fingerprint, model, images);
    }

    /** The inverse of {@link #routeList()}. */
    public static String text(List<Route> routes) {
        return routes.stream().map(Route::text).collect(Collectors.joining(SEPARATOR));
    }
}
