package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.ArtifactIds;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.JsonValue;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The images of a request: {@code image}, up to {@value #EXTRA_MAX} more in {@code extra_images}, and a mask. */
@Singleton
public final class TaskImages {

    /** How many a request has at the most, without the mask. */
    public static final int IMAGES_MAX = 16;

    /** The highest index that an image of a task can have. */
    public static final int INDEX_MAX = 9;

    static final int EXTRA_MAX = IMAGES_MAX - 1;

    private static final List<String> TYPES = List.of("url", "artifact", "data_uri", "task");
    private static final int ID_MAX = 64;

    private final ImageInputs inputs;

    TaskImages(ImageInputs inputs) {
        this.inputs = inputs;
    }

    /**
     * Takes the images out of a request.
     *
     * @return one or more, and the mask, if there is one, at the end
     * @throws BadFieldException where one is missing or malformed
     */
    List<ImageInput> take(Fields fields) {
        JsonValue image = fields.any("image");
        if (image == null) {
            throw new BadFieldException("image", "is required");
        }
        List<ImageInput> images = new ArrayList<>();
        images.add(read("image", image));
        List<JsonValue> extra = fields.items("extra_images", EXTRA_MAX);
        for (JsonValue item : extra == null ? List.<JsonValue>of() : extra) {
            images.add(read("extra_images[%d]".formatted(images.size() - 1), item));
        }
        JsonValue mask = fields.any("mask");
        if (mask != null) {
            images.add(read("mask", mask).asMask());
        }
        return images;
    }

    /**
     * Reads one image.
     *
     * @param path of its field
     */
    public ImageInput read(String path, JsonValue value) {
        Fields image = Fields.of(path, value);
        String type = image.word("type", "", TYPES);
        ImageInput input = switch (type) {
            case "url" -> inputs.readUrl(path + ".url", image.requiredText("url", Integer.MAX_VALUE));
            case "data_uri" ->
                inputs.readDataUri(path + ".data_uri", image.requiredText("data_uri", Integer.MAX_VALUE));
            case "artifact" -> artifact(path + ".artifact_id", image.requiredText("artifact_id", ID_MAX));
            case "task" ->
                output(
                        path + ".task_id",
                        image.requiredText("task_id", ID_MAX),
                        image.integer("index", 0, 0, INDEX_MAX));
            default -> throw new BadFieldException(path + ".type", "must be one of " + String.join(", ", TYPES));
        };
        image.end();
        return input;
    }

    private static ImageInput artifact(String field, String id) {
        return ArtifactIds.parse(id)
                .map(artifact -> ImageInput.reference(field, new ImageInput.Artifact(artifact)))
                .orElseThrow(() -> new BadFieldException(field, "is not the id of an artifact"));
    }

    private static ImageInput output(String field, String id, int index) {
        return JobIds.parse(id)
                .map(task -> ImageInput.reference(field, new ImageInput.Output(task.job(), index)))
                .orElseThrow(() -> new BadFieldException(field, "is not the id of a task"));
    }
}
