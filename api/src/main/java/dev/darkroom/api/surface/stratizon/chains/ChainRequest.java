package dev.darkroom.api.surface.stratizon.chains;

import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.surface.stratizon.tasks.TaskImages;
import dev.darkroom.api.surface.stratizon.tasks.TaskRequest;
import dev.darkroom.workflows.domain.job.EditChain;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a chain, read and checked as far as no model is needed for it.
 *
 * @param stopsOnFailure whether it begins nothing more once a step has not succeeded
 * @param metadata the caller's own object, as text
 */
record ChainRequest(
        List<Step> steps,
        boolean stopsOnFailure,
        @Nullable String webhookUrl,
        @Nullable String metadata) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final int NAME_MAX = 32;
    private static final String STOP = "stop";
    private static final String STEP = "step";
    private static final List<String> ON_FAILURE = List.of(STOP, "continue");

    /**
     * A step.
     *
     * @param field where it stands in the request
     * @param task what is asked of it
     */
    record Step(String field, String name, TaskRequest task) {}

    ChainRequest {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a request.
     *
     * @throws BadFieldException for the first field that is wrong, unknown or missing
     */
    static ChainRequest parse(JsonValue body, CallbackUrls urls, TaskImages images) {
        Fields fields = Fields.of(body);
        List<JsonValue> given = fields.items("steps", EditChain.STEPS_MAX);
        if (given == null || given.isEmpty()) {
            throw new BadFieldException("steps", given == null ? "is required" : "must not be empty");
        }
        boolean stops = fields.word("on_failure", STOP, ON_FAILURE).equals(STOP);
        String url = TaskRequest.webhookUrl(fields, urls);
        String metadata = TaskRequest.metadata(fields.object("metadata"));
        fields.end();
        List<Fields> steps = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonValue step : given) {
            Fields read = Fields.of(field(steps.size()), step);
            names.add(name(read, names, steps.size()));
            steps.add(read);
        }
        List<Step> read = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            List<ImageInput> inputs = inputs(index, steps.get(index), names, images);
            read.add(new Step(field(index), names.get(index), TaskRequest.parseStep(steps.get(index), inputs)));
        }
        requireImages(read);
        return new ChainRequest(read, stops, url, metadata);
    }

    private static String field(int index) {
        return "steps[%d]".formatted(index);
    }

    private static String name(Fields step, List<String> before, int index) {
        String name = step.requiredText("name", NAME_MAX);
        String field = field(index) + ".name";
        if (!NAME.matcher(name).matches()) {
            throw new BadFieldException(field, "must be 1 to 32 lower-case letters, digits, _ or -");
        }
        if (before.contains(name)) {
            throw new BadFieldException(field, "is the name of another step");
        }
        return name;
    }

    private static List<ImageInput> inputs(int index, Fields step, List<String> names, TaskImages images) {
        List<ImageInput> inputs = new ArrayList<>();
        List<JsonValue> given = step.items("images", TaskImages.IMAGES_MAX);
        for (JsonValue image : given == null ? List.<JsonValue>of() : given) {
            inputs.add(input("%s.images[%d]".formatted(field(index), inputs.size()), image, names, images));
        }
        JsonValue mask = step.any("mask");
        if (mask != null) {
            if (inputs.isEmpty()) {
                throw new BadFieldException(field(index) + ".mask", "needs an image in `images`");
            }
            inputs.add(input(field(index) + ".mask", mask, names, images).asMask());
        }
        return inputs;
    }

    private static ImageInput input(String path, JsonValue image, List<String> names, TaskImages images) {
        boolean ofStep = image.field("type") instanceof JsonValue.Str(String type) && type.equals(STEP);
        if (!ofStep) {
            return images.read(path, image);
        }
        Fields fields = Fields.of(path, image);
        fields.text("type");
        int step = names.indexOf(fields.requiredText(STEP, NAME_MAX));
        if (step < 0) {
            throw new BadFieldException(path + ".step", "is not the name of a step of this chain");
        }
        int index = fields.integer("index", 0, 0, TaskImages.INDEX_MAX);
        fields.end();
        return ImageInput.reference(path, new ImageInput.Sibling(step, index));
    }

    /** An image of another step is one that the step is asked for. */
    private static void requireImages(List<Step> steps) {
        for (Step step : steps) {
            for (ImageInput input : step.task().images()) {
                if (input.source() instanceof ImageInput.Sibling(int source, int index)) {
                    Integer asked = steps.get(source).task().n();
                    int images = asked == null ? 1 : asked;
                    if (index >= images) {
                        throw new BadFieldException(
                                input.field() + ".index",
                                "must be below %d, the images of that step".formatted(images));
                    }
                }
            }
        }
    }
}
