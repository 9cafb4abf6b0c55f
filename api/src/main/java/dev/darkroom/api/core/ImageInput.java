package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.InputRole;
import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image that a request gives to work from.
 *
 * @param field the path of its field, for what is said about it
 * @param description what the caller says of it
 */
public record ImageInput(
        String field,
        InputRole role,
        Source source,
        @Nullable String description) {

    /** Where it is. */
    public sealed interface Source {}

    /** Behind a URL that may be fetched, as far as its text tells. */
    public record Url(String url) implements Source {
        @Override
        public String toString() {
            return "Url";
        }
    }

    /** Among what the tenant has stored. */
    public record Artifact(ArtifactId id) implements Source {}

    /** What another job of the tenant makes, or made. */
    public record Output(JobId job, int index) implements Source {}

    /** What another step of the same request will make. */
    public record Sibling(int step, int index) implements Source {}

    /** In the request itself. */
    public record Inline(InlineImage image) implements Source {}

    /** An image to change, or to keep to. */
    public static ImageInput reference(String field, Source source) {
        return new ImageInput(field, InputRole.REFERENCE, source, null);
    }

    /** The same image, as the mask. */
    public ImageInput asMask() {
        return new ImageInput(field, InputRole.MASK, source, description);
    }

    /** The same image, with what the caller says of it. */
    public ImageInput described(@Nullable String text) {
        return new ImageInput(field, role, source, text);
    }

    public boolean isMask() {
        return role == InputRole.MASK;
    }

    /** How many of these are no mask. */
    public static int references(List<ImageInput> inputs) {
        return (int) inputs.stream().filter(input -> !input.isMask()).count();
    }

    /** Whether there is a mask among these. */
    public static boolean masked(List<ImageInput> inputs) {
        return inputs.stream().anyMatch(ImageInput::isMask);
    }

    /** Keeps the description out of logs. */
    @Override
    public String toString() {
        return "ImageInput[%s, %s]".formatted(field, role);
    }
}
