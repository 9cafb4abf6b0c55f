package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import jakarta.inject.Singleton;
import java.util.List;

/** The images of a request: {@code image}, and up to {@value #EXTRA_MAX} more in {@code extra_images}. */
@Singleton
final class TaskImages {

    static final int EXTRA_MAX = 15;

    private static final List<String> TYPES = List.of("url", "artifact", "data_uri", "task");
    private static final int ID_MAX = 64;
    private static final int INDEX_MAX = 9;

    private final ImageInputs inputs;

    TaskImages(ImageInputs inputs) {
        this.inputs = inputs;
    }

    /**
     * Takes the images out of a request.
     *
     * @return how many there are, one or more
     * @throws BadFieldException where one is missing or malformed
     */
    int take(Fields fields) {
        JsonValue image = fields.any("image");
        if (image == null) {
            throw new BadFieldException("image", "is required");
        }
        check("image", image);
        List<JsonValue> extra = fields.items("extra_images", EXTRA_MAX);
        int count = 1;
        for (JsonValue item : extra == null ? List.<JsonValue>of() : extra) {
            check("extra_images[%d]".formatted(count - 1), item);
            count++;
        }
        return count;
    }

    private void check(String path, JsonValue value) {
        Fields image = Fields.of(path, value);
        switch (image.word("type", "", TYPES)) {
            case "url" -> inputs.checkUrl(path + ".url", image.requiredText("url", Integer.MAX_VALUE));
            case "data_uri" ->
                inputs.checkDataUri(path + ".data_uri", image.requiredText("data_uri", Integer.MAX_VALUE));
            case "artifact" -> {
                String field = path + ".artifact_id";
                if (!NativeFormat.isArtifact(image.requiredText("artifact_id", ID_MAX))) {
                    throw new BadFieldException(field, "is not the id of an artifact");
                }
            }
            case "task" -> {
                image.requiredText("task_id", ID_MAX);
                image.integer("index", 0, 0, INDEX_MAX);
            }
            default -> throw new BadFieldException(path + ".type", "must be one of " + String.join(", ", TYPES));
        }
        image.end();
    }
}
