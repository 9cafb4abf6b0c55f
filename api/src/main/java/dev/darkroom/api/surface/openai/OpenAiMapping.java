package dev.darkroom.api.surface.openai;

import dev.darkroom.api.catalogue.Ask;
import dev.darkroom.api.catalogue.Fitting;
import dev.darkroom.api.catalogue.SurfaceWords;
import dev.darkroom.api.catalogue.Trait;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.Texts;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Between this surface's words and the canonical ones, both ways. */
@Singleton
final class OpenAiMapping {

    static final String SURFACE = "openai";

    private static final String GPT = "gpt-image";
    private static final String BACKGROUND = "background";
    private static final String PER_IMAGE =
            "Every image that is not delivered is refunded; a job that fails is refunded in full.";
    private static final String PER_CALL =
            "The price is kept once an image was delivered; a job that fails is refunded in full.";

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final FileUrls urls;

    OpenAiMapping(Catalogue catalogue, Fitting fitting, FileUrls urls) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.urls = urls;
    }

    /** How the images of an answer come. */
    enum Delivery {
        URL,
        BYTES,
        EVENTS
    }

    /** What is offered under a model's name; empty where there is no such model. */
    Optional<Offer> offer(String model) {
        return catalogue.find(SURFACE, model);
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model lacks what is asked of it
     */
    Submission submission(Offer offer, OpenAiRequest request, String fingerprint) {
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(request.n())
                .quality(request.quality())
                .size(request.size())
                .format(request.outputFormat())
                .inputs(request.images().inputs());
        request.parameters().forEach(ask::parameter);
        GenerationSpec spec = fitting.fit(ask, new Words(request.images().field()));
        List<String> texts = Texts.of(spec.prompt(), new JsonValue.Obj(request.parameters()));
        Submission.Options options = Submission.Options.ofPreviews(request.previews());
        return new Submission(offer, spec, request.images().inputs(), texts, fingerprint, options);
    }

    /** As the request says; where it says nothing, the models that have always sent bytes go on doing so. */
    static Delivery delivery(OpenAiRequest request, GenerationSpec spec) {
        if (request.stream()) {
            return Delivery.EVENTS;
        }
        String otherwise = isGpt(spec) ? OpenAiRequest.B64_JSON : OpenAiRequest.URL;
        String format = request.responseFormat() == null ? otherwise : request.responseFormat();
        return format.equals(OpenAiRequest.URL) ? Delivery.URL : Delivery.BYTES;
    }

    /** A job that has succeeded, with {@link OpenAiReply#BYTES} in place of bytes. */
    OpenAiReply reply(JobView job, OpenAiRequest request) {
        boolean url = delivery(request, job.spec()) == Delivery.URL;
        return new OpenAiReply(
                job.updatedAt().getEpochSecond(),
                job.images().stream()
                        .map(image -> url
                                ? Map.of(OpenAiRequest.URL, urls.url(image.blobKey()))
                                : Map.of(OpenAiRequest.B64_JSON, OpenAiReply.BYTES))
                        .toList(),
                format(job),
                job.spec().size().text(),
                quality(job, request),
                OpenAiReply.Usage.UNKNOWN);
    }

    /** The event of each image of a job that has succeeded, with {@link OpenAiReply#BYTES} in place of bytes. */
    static OpenAiReply.Event event(JobView job, OpenAiRequest request) {
        return new OpenAiReply.Event(
                type(job, "completed"),
                OpenAiReply.BYTES,
                job.updatedAt().getEpochSecond(),
                job.spec().size().text(),
                quality(job, request),
                background(job),
                format(job),
                OpenAiReply.Usage.UNKNOWN);
    }

    /**
     * The event of an image of a job that goes on, with {@link OpenAiReply#BYTES} in place of bytes.
     *
     * @param number which preview of its image, from 0
     */
    static OpenAiReply.PartialEvent partial(JobView job, OpenAiRequest request, int number, Instant now) {
        return new OpenAiReply.PartialEvent(
                type(job, "partial_image"),
                OpenAiReply.BYTES,
                now.getEpochSecond(),
                job.spec().size().text(),
                quality(job, request),
                background(job),
                format(job),
                number);
    }

    private static String type(JobView job, String what) {
        boolean edit = job.spec().capability() == Capability.IMAGE_TO_IMAGE;
        return (edit ? "image_edit." : "image_generation.") + what;
    }

    /** What the job cost so far, in US dollars. */
    static String cost(JobView job) {
        return MoneyUnit.USD.of(job.charged().minus(job.refunded())).toPlainString();
    }

    static OpenAiReply.Priced priced(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = MoneyUnit.USD.of(quote.total());
        OpenAiReply.Item item =
                new OpenAiReply.Item(quote.what(), MoneyUnit.USD.of(quote.unitPrice()), quote.units(), total);
        return new OpenAiReply.Priced(
                true,
                priced.offer().name(),
                priced.route(),
                new OpenAiReply.Price("USD", total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? PER_IMAGE : PER_CALL);
    }

    OpenAiReply.Models models() {
        return new OpenAiReply.Models(
                "list",
                catalogue.offers(SURFACE).stream().map(OpenAiMapping::model).toList());
    }

    static OpenAiReply.Model model(Offer offer) {
        return new OpenAiReply.Model(offer.name(), "model", 0, offer.model().vendor());
    }

    private static boolean isGpt(GenerationSpec spec) {
        return spec.model().value().contains(GPT);
    }

    /** The word of the request, since several come to the same; without one, the word for what it came to. */
    private static String quality(JobView job, OpenAiRequest request) {
        String asked = request.quality();
        if (asked != null && !asked.equals(OpenAiRequest.AUTO)) {
            return asked;
        }
        return switch (job.spec().quality()) {
            case "standard" -> isGpt(job.spec()) ? "medium" : "standard";
            case "hd" -> isGpt(job.spec()) ? "high" : "hd";
            default -> OpenAiRequest.AUTO;
        };
    }

    private static String background(JobView job) {
        JsonValue parameters = StrictJson.read(job.spec().parameters().getBytes(StandardCharsets.UTF_8));
        return parameters.fieldsOrNone().get(BACKGROUND) instanceof JsonValue.Str word
                ? word.value()
                : OpenAiRequest.AUTO;
    }

    private static String format(JobView job) {
        return job.spec().format().name().toLowerCase(Locale.ROOT);
    }

    /** The names of this surface's fields; a model's own parameters are fields here. */
    private record Words(String images) implements SurfaceWords {

        @Override
        public String field(Trait trait) {
            return switch (trait) {
                case PROMPT -> "prompt";
                case IMAGES -> "n";
                case QUALITY -> "quality";
                case ASPECT_RATIO, SIZE -> "size";
                case FORMAT -> "output_format";
                case REFERENCES -> images;
                case MASK -> "mask";
            };
        }

        @Override
        public String parameter(String name) {
            return name;
        }
    }
}
