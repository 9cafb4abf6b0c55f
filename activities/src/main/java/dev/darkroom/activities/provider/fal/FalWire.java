package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.json.Json;
import dev.darkroom.activities.net.Answer;
import dev.darkroom.activities.net.RetryAfter;
import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fal's JSON, both ways: what a job is asked for with, and what answers say. */
final class FalWire {

    /** So many bytes the images that a job works from may have together: they are sent within the request. */
    static final long INPUT_BYTES_MAX = 16L * 1024 * 1024;

    private static final int REPLY_BYTES_MAX = 1 << 20;
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9.-]*){1,5}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String EDIT = "/edit";

    private FalWire() {}

    /**
     * An answer.
     *
     * @param body empty for what is no JSON, breaks off or is too much
     * @param errorType the header by which fal says what went wrong
     */
    record Reply(int status, Optional<Json> body, Optional<Duration> retryAfter, Optional<String> errorType) {

        /**
         * Reads an answer to its end, or as far as anybody wants to know.
         *
         * @param now when it came
         */
        static Reply read(Answer answer, Instant now) {
            Optional<Duration> pause =
                    answer.header(RetryAfter.NAME).flatMap(value -> Optional.ofNullable(RetryAfter.read(value, now)));
            return new Reply(answer.status(), json(answer), pause, answer.header("X-Fal-Error-Type"));
        }

        private static Optional<Json> json(Answer answer) {
            try {
                byte[] bytes = answer.body().readNBytes(REPLY_BYTES_MAX + 1);
                return bytes.length > REPLY_BYTES_MAX
                        ? Optional.empty()
                        : Optional.of(Json.read(bytes)).filter(Json::isObject);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Fal's name of the work, of an answer to a submit. */
        Optional<String> requestId() {
            return body.flatMap(json -> json.text("request_id"))
                    .filter(id -> ID.matcher(id).matches());
        }

        /** The word of a status, or of a cancel; empty where there is none. */
        String word() {
            return body.flatMap(json -> json.text("status")).orElse("");
        }
    }

    /**
     * A picture of a result.
     *
     * @param url of its bytes; fal's word, to be trusted as little as any other
     * @param filtered whether fal withheld it, and shows a black one
     */
    record Picture(String url, boolean filtered) {}

    /**
     * The pictures of a result, at most as many as were asked for. One without a URL, and one whose URL another has, is
     * none.
     *
     * @return empty where the answer is no result
     */
    static Optional<List<Picture>> pictures(Json result, int images) {
        if (!result.hasArray("images") && result.field("image").isEmpty()) {
            return Optional.empty();
        }
        List<Json> given = result.hasArray("images")
                ? result.items("images")
                : result.field("image").stream().toList();
        List<Json> withheld = result.items("has_nsfw_concepts");
        Set<String> seen = new HashSet<>();
        List<Picture> pictures = new ArrayList<>();
        for (int index = 0; index < given.size() && pictures.size() < images; index++) {
            boolean filtered = index < withheld.size() && withheld.get(index).isTrue();
            given.get(index).text("url").filter(seen::add).ifPresent(url -> pictures.add(new Picture(url, filtered)));
        }
        return Optional.of(pictures);
    }

    /** The path of a submit. A job that works from images goes to the model's editor. */
    static String submitPath(ProviderJob job) {
        String model = model(job);
        return "/" + model + (edits(job) ? EDIT : "");
    }

    /** The path of submitted work: it has the first two parts of the model's name alone. */
    static String workPath(ProviderJob job, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a ticket that fal cannot have given");
        }
        String[] parts = model(job).split("/", 3);
        return "/%s/%s/requests/%s".formatted(parts[0], parts[1], id);
    }

    /**
     * What a job is asked for with.
     *
     * @throws IOException where an image to work from cannot be read
     */
    static byte[] request(ProviderJob job) throws IOException {
        GenerationSpec spec = job.spec();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("prompt", spec.prompt());
        if (spec.images() > 1) {
            fields.put("num_images", spec.images());
        }
        fields.put("output_format", spec.format() == ImageFormat.JPEG ? "jpeg" : "png");
        shape(job, fields);
        if (spec.seed() != null) {
            fields.put("seed", spec.seed());
        }
        parameters(Json.read(spec.parameters().getBytes(StandardCharsets.UTF_8)), fields);
        inputs(job, fields);
        return Json.write(fields);
    }

    /** Some models are told pixels, others a ratio and a resolution. */
    private static void shape(ProviderJob job, Map<String, Object> fields) {
        GenerationSpec spec = job.spec();
        String model = model(job);
        boolean banana = model.startsWith("fal-ai/nano-banana");
        if (!banana && !model.endsWith("-ultra")) {
            Map<String, Object> pixels = new LinkedHashMap<>();
            pixels.put("width", spec.size().width());
            pixels.put("height", spec.size().height());
            fields.put("image_size", pixels);
            return;
        }
        if (!spec.aspectRatio().equals(GenerationSpec.AUTO)) {
            fields.put("aspect_ratio", spec.aspectRatio());
        }
        if (banana && !model.equals("fal-ai/nano-banana")) {
            fields.put("resolution", spec.quality());
        }
    }

    /** What the catalogue's parameters are called there. Fal passes over what a model does not know. */
    private static void parameters(Json parameters, Map<String, Object> fields) {
        parameters.text("negative_prompt").ifPresent(text -> fields.put("negative_prompt", text));
        number(parameters, "steps", 1, 50).ifPresent(steps -> fields.put("num_inference_steps", steps));
        number(parameters, "guidance", 1, 20).ifPresent(guidance -> fields.put("guidance_scale", guidance));
        number(parameters, "strength", 0, 1).ifPresent(strength -> fields.put("strength", strength));
        number(parameters, "safety_tolerance", 1, 6)
                .ifPresent(tolerance -> fields.put("safety_tolerance", tolerance.toPlainString()));
        parameters.field("enhance_prompt").ifPresent(enhance -> {
            fields.put("enhance_prompt", enhance.isTrue());
            fields.put("enable_prompt_expansion", enhance.isTrue());
        });
        parameters.field("raw").ifPresent(raw -> fields.put("raw", raw.isTrue()));
    }

    /** A number within what fal takes: the catalogue's bounds are wider here and there. */
    private static Optional<BigDecimal> number(Json parameters, String name, int least, int most) {
        return parameters
                .field(name)
                .flatMap(Json::number)
                .map(number -> number.max(BigDecimal.valueOf(least)).min(BigDecimal.valueOf(most)));
    }

    private static void inputs(ProviderJob job, Map<String, Object> fields) throws IOException {
        List<String> images = new ArrayList<>();
        for (InputImage image : job.inputs().references()) {
            images.add(dataUri(image));
        }
        if (!images.isEmpty()) {
            fields.put("image_urls", images);
        }
        InputImage mask = job.inputs().mask();
        if (mask != null) {
            fields.put("mask_url", dataUri(mask));
        }
    }

    /** How many bytes the images have together that a job works from. */
    static long inputBytes(ProviderJob job) {
        return Stream.concat(
                        job.inputs().references().stream(),
                        Stream.ofNullable(job.inputs().mask()))
                .mapToLong(InputImage::bytes)
                .sum();
    }

    private static String dataUri(InputImage image) throws IOException {
        try (InputStream bytes = image.source().open()) {
            return "data:%s;base64,%s"
                    .formatted(
                            image.format().contentType(),
                            Base64.getEncoder().encodeToString(bytes.readNBytes(Math.toIntExact(INPUT_BYTES_MAX))));
        }
    }

    private static boolean edits(ProviderJob job) {
        return job.spec().capability() == Capability.IMAGE_TO_IMAGE;
    }

    private static String model(ProviderJob job) {
        String model = job.route().model();
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("a route to fal names a model as owner/app");
        }
        return model;
    }
}
