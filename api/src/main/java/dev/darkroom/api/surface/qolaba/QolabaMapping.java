package dev.darkroom.api.surface.qolaba;

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
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.Texts;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Between qolaba's words and the canonical ones, both ways. */
@Singleton
final class QolabaMapping {

    static final String SURFACE = "qolaba";

    /** 200 credits are one US dollar. */
    static final MoneyUnit CREDITS = new MoneyUnit(5000, 0);

    private static final String IMAGE = "image";
    private static final String PER_IMAGE =
            "Every image that is not delivered is refunded; a task that fails is refunded in full.";
    private static final String PER_CALL =
            "The price is kept once an image was delivered; a task that fails is refunded in full.";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final FileUrls urls;

    QolabaMapping(Catalogue catalogue, Fitting fitting, FileUrls urls) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.urls = urls;
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    Submission submission(QolabaRequest request, String fingerprint) {
        Offer offer = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() -> new BadFieldException(QolabaRequest.MODEL, "must be one of " + models()));
        requireParameters(offer, request);
        QolabaRequest.Pictures pictures = request.pictures();
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(request.numImages())
                .quality(request.quality())
                .ratio(request.aspectRatio())
                .inputs(pictures.all());
        request.parameters().forEach((parameter, value) -> ask.parameter(parameter.catalogueName(), value));
        GenerationSpec spec = fitting.fit(ask, new Words(pictures.field()));
        if (pictures.mask() != null && pictures.count() == 0) {
            throw new BadFieldException(QolabaRequest.MASK_URL, "needs an image in `image_urls`");
        }
        return new Submission(offer, spec, pictures.all(), texts(spec, request), fingerprint, Submission.Options.NONE);
    }

    /** The task as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    static QolabaReply.Accepted accepted(JobView job) {
        return new QolabaReply.Accepted(task(job), status(JobState.PENDING), IMAGE);
    }

    /** What came of a job that has ended. */
    QolabaReply.Result result(JobView job) {
        MicroUsd cost = job.charged().minus(job.refunded());
        return new QolabaReply.Result(
                task(job),
                job.promptBlanked() ? null : job.spec().prompt(),
                job.spec().seed(),
                job.images().stream().map(this::image).toList(),
                new QolabaReply.Usage(job.images().size(), MoneyUnit.USD.of(cost), CREDITS.of(cost)));
    }

    /** The task as it is now. */
    QolabaReply.Task current(JobView job) {
        FailureKind failure = job.failure();
        return new QolabaReply.Task(
                task(job),
                IMAGE,
                status(job.state()),
                hasOutput(job) ? result(job) : null,
                failure == null ? null : failure.code(),
                failure == null ? null : failure.message(),
                TIME.format(job.createdAt()),
                TIME.format(job.updatedAt()));
    }

    /** What a request would cost. */
    static QolabaReply.DryRun price(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = MoneyUnit.USD.of(quote.total());
        QolabaReply.Item item =
                new QolabaReply.Item(quote.what(), MoneyUnit.USD.of(quote.unitPrice()), quote.units(), total);
        return new QolabaReply.DryRun(
                true,
                priced.offer().name(),
                priced.route(),
                new QolabaReply.Price("USD", total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? PER_IMAGE : PER_CALL);
    }

    /** {@code task_}, the milliseconds since 1970 of its creation, and 32 hexadecimal digits. */
    static String task(JobView job) {
        return "task_" + job.createdAt().toEpochMilli() + "_"
                + JobIds.hex(job.id().text());
    }

    private static String status(JobState state) {
        return switch (state) {
            case PENDING, QUEUED -> "PENDING";
            case RUNNING -> "PROCESSING";
            case SUCCEEDED -> "SUCCESS";
            case FAILED, CANCELED -> "FAILED";
        };
    }

    /** A canceled job can have images, and they were paid for. */
    private static boolean hasOutput(JobView job) {
        return job.state() == JobState.SUCCEEDED || !job.images().isEmpty();
    }

    private QolabaReply.Image image(JobView.Image image) {
        return new QolabaReply.Image(urls.url(image.blobKey()), image.width(), image.height(), image.contentType());
    }

    private String models() {
        return catalogue.offers(SURFACE).stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    private static List<String> texts(GenerationSpec spec, QolabaRequest request) {
        List<JsonValue> values = List.copyOf(request.parameters().values());
        List<String> texts = new ArrayList<>(Texts.of(spec.prompt(), new JsonValue.Arr(values)));
        texts.addAll(request.pictures().descriptions());
        return texts;
    }

    /** What the model lacks is told with this surface's names for what it has. */
    private static void requireParameters(Offer offer, QolabaRequest request) {
        List<QolabaParameter> known = QolabaParameter.of(offer.model());
        for (QolabaParameter parameter : request.parameters().keySet()) {
            if (!known.contains(parameter)) {
                String has = known.stream().map(QolabaParameter::field).collect(Collectors.joining(", "));
                throw new BadFieldException(
                        parameter.field(),
                        "is not supported by %s, which has %s"
                                .formatted(offer.name(), has.isEmpty() ? "no parameters" : has));
            }
        }
    }

    /**
     * The names of this surface's fields.
     *
     * @param images the field in which the request has its images
     */
    private record Words(String images) implements SurfaceWords {

        @Override
        public String field(Trait trait) {
            return switch (trait) {
                case PROMPT -> QolabaRequest.PROMPT;
                case IMAGES -> QolabaRequest.NUM_IMAGES;
                case QUALITY -> QolabaRequest.QUALITY;
                case ASPECT_RATIO, SIZE -> QolabaRequest.ASPECT_RATIO;
                case FORMAT -> QolabaRequest.MODEL;
                case REFERENCES -> images;
                case MASK -> QolabaRequest.MASK_URL;
            };
        }

        @Override
        public String parameter(String name) {
            return QolabaParameter.field(name);
        }
    }
}
