package dev.darkroom.api.surface.gptimage2;

import dev.darkroom.api.catalogue.Ask;
import dev.darkroom.api.catalogue.Fitting;
import dev.darkroom.api.catalogue.SurfaceWords;
import dev.darkroom.api.catalogue.Trait;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.Texts;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Between gptimage2's words and the canonical ones, both ways. */
@Singleton
final class GptImage2Mapping {

    static final String SURFACE = "gptimage2";

    private static final int PENDING = 0;
    private static final int COMPLETED = 1;
    private static final int FAILED = 2;
    private static final String PER_IMAGE =
            "Every image that is not delivered is refunded; a task that fails is refunded in full.";
    private static final String PER_CALL =
            "The price is kept once an image was delivered; a task that fails is refunded in full.";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final SurfaceWords WORDS = new Words();

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final FileUrls urls;
    private final MoneyUnit credits;

    GptImage2Mapping(Catalogue catalogue, Fitting fitting, FileUrls urls, PricesConfig prices) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.urls = urls;
        credits = prices.gptimage2();
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    Submission submission(GptImage2Request request, String fingerprint) {
        Offer offer = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() -> new BadFieldException("model", "must be one of " + models()));
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(1)
                .quality(request.resolution())
                .ratio(request.aspectRatio())
                .format(request.outputFormat())
                .inputs(request.references());
        if (request.providerInput() != null) {
            request.providerInput().fields().forEach((key, value) -> {
                requirePassable(offer, key);
                ask.parameter(key, value);
            });
        }
        GenerationSpec spec = fitting.fit(ask, WORDS);
        return new Submission(
                offer,
                spec,
                request.references(),
                Texts.of(spec.prompt(), request.providerInput()),
                fingerprint,
                Submission.Options.NONE);
    }

    /** The task as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    GptImage2Reply.Accepted accepted(JobView job) {
        return new GptImage2Reply.Accepted(
                id(job), PENDING, credits.of(job.quote().total()));
    }

    /** The task as it is now. */
    GptImage2Reply.Task current(JobView job) {
        FailureKind failure = job.failure();
        List<String> images =
                job.images().stream().map(image -> urls.url(image.blobKey())).toList();
        boolean refunded = !job.refunded().isZero() && job.refunded().equals(job.charged());
        return new GptImage2Reply.Task(
                id(job),
                id(job),
                "image",
                status(job.state()),
                catalogue.name(SURFACE, job.spec().model()),
                job.promptBlanked() ? null : job.spec().prompt(),
                images,
                images,
                null,
                failure == null ? null : failure.code(),
                failure == null ? null : failure.message(),
                credits.of(refunded ? job.charged() : job.charged().minus(job.refunded())),
                refunded,
                refunded,
                time(job.createdAt()),
                time(job.updatedAt()),
                job.completedAt() == null ? null : time(job.completedAt()));
    }

    /** What a request would cost. */
    GptImage2Reply.DryRun price(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = credits.of(quote.total());
        GptImage2Reply.Item item =
                new GptImage2Reply.Item(quote.what(), credits.of(quote.unitPrice()), quote.units(), total);
        return new GptImage2Reply.DryRun(
                true,
                priced.offer().name(),
                priced.route(),
                new GptImage2Reply.Price("credits", total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? PER_IMAGE : PER_CALL);
    }

    /** Only what the model's own list names is passed on, so that nothing that is checked or paid for can be changed. */
    private static void requirePassable(Offer offer, String key) {
        if (!offer.providerInput().contains(key)) {
            String takes =
                    offer.providerInput().isEmpty() ? "nothing of the kind" : String.join(", ", offer.providerInput());
            throw new BadFieldException(
                    WORDS.parameter(key), "is not passed on to %s, which takes %s".formatted(offer.name(), takes));
        }
    }

    private String models() {
        return catalogue.offers(SURFACE).stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    /** {@code tsk_} and 26 digits of Crockford's base 32. */
    private static String id(JobView job) {
        return "tsk_" + JobIds.crockford(job.id().text());
    }

    private static int status(JobState state) {
        return switch (state) {
            case PENDING, QUEUED, RUNNING -> PENDING;
            case SUCCEEDED -> COMPLETED;
            case FAILED, CANCELED -> FAILED;
        };
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    /** The names of this surface's fields. What it has no field for, its requests never ask. */
    private static final class Words implements SurfaceWords {

        @Override
        public String field(Trait trait) {
            return switch (trait) {
                case PROMPT -> "prompt";
                case IMAGES -> "model";
                case QUALITY -> "resolution";
                case ASPECT_RATIO, SIZE -> "aspectRatio";
                case FORMAT -> "outputFormat";
                case REFERENCES, MASK -> GptImage2Request.REFERENCES;
            };
        }

        @Override
        public String parameter(String name) {
            return GptImage2Request.PROVIDER_INPUT + "." + name;
        }
    }
}
