package dev.darkroom.api.surface.vrex;

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
import dev.darkroom.api.core.Usages;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.Texts;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Between vrex's words and the canonical ones, both ways. */
@Singleton
final class VrexMapping {

    static final String SURFACE = "vrex";

    private static final String PATH = "/api/v1/images/";
    private static final String PER_IMAGE =
            "Every image that is not delivered is refunded; a job that fails is refunded in full.";
    private static final String PER_CALL =
            "The price is kept once an image was delivered; a job that fails is refunded in full.";
    // A canceled job is a failed one in vrex's words, so its webhook is told of that too.
    private static final String EVENTS = "succeeded,failed,canceled";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final SurfaceWords WORDS = new Words();

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final FileUrls urls;

    VrexMapping(Catalogue catalogue, Fitting fitting, FileUrls urls) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.urls = urls;
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    Submission submission(VrexRequest request, String fingerprint) {
        Offer offer = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() -> new BadFieldException("model", "must be one of " + models()));
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(request.n())
                .size(size(request.size()))
                .seed(request.seed())
                .inputs(request.references());
        GenerationSpec spec = fitting.fit(ask, WORDS);
        Submission.Webhook webhook =
                request.webhookUrl() == null ? null : new Submission.Webhook(request.webhookUrl(), EVENTS);
        return new Submission(
                offer,
                spec,
                request.references(),
                Texts.of(spec.prompt(), null),
                fingerprint,
                new Submission.Options(null, null, request.outputFormat(), webhook));
    }

    /** The job as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    static VrexReply.Accepted accepted(JobView job) {
        String id = id(job);
        return new VrexReply.Accepted(id, "queued", usd(job.quote().total()), job.queuePosition(), PATH + id);
    }

    /** The job as it is now. */
    VrexReply.Image current(JobView job) {
        FailureKind failure = job.failure();
        return new VrexReply.Image(
                id(job),
                status(job.state()),
                job.spec().images(),
                job.spec().size().text(),
                catalogue.name(SURFACE, job.spec().model()),
                job.images().isEmpty() ? null : imageUrls(job),
                usd(job.charged()),
                job.state().isTerminal() ? actualCost(job) : null,
                failure == null ? null : failure.message(),
                failure == null ? null : failure.code(),
                time(job.createdAt()),
                job.completedAt() == null ? null : time(job.completedAt()));
    }

    /** What a request would cost. */
    static VrexReply.DryRun price(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = usd(quote.total());
        VrexReply.Item item = new VrexReply.Item(quote.what(), usd(quote.unitPrice()), quote.units(), total);
        return new VrexReply.DryRun(
                true,
                priced.offer().name(),
                priced.route(),
                new VrexReply.Price("USD", total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? PER_IMAGE : PER_CALL);
    }

    /** What a caller has, and has had made. */
    static VrexReply.Account account(Wallets.View wallet, Usages.Total total) {
        return new VrexReply.Account(
                usd(wallet.spendable()),
                usd(MicroUsd.ZERO),
                wallet.spendable().value(),
                MicroUsd.ZERO.value(),
                new VrexReply.Usage(total.images(), total.imagesToday(), usd(total.spent()), usd(total.spentToday())));
    }

    /** {@code ig_} and 32 hexadecimal digits. */
    static String id(JobView job) {
        return "ig_" + JobIds.hex(job.id().text());
    }

    /** One per delivered image: fresh URLs, or the names of the objects where the job was asked for with those. */
    List<String> imageUrls(JobView job) {
        boolean raw = job.surface().equals(SURFACE) && VrexRequest.RAW_KEY.equals(job.rendering());
        return job.images().stream()
                .map(JobView.Image::blobKey)
                .map(key -> raw ? key : urls.url(key))
                .toList();
    }

    /** What was debited and not refunded. */
    static BigDecimal actualCost(JobView job) {
        return usd(job.charged().minus(job.refunded()));
    }

    /** ISO 8601, UTC, milliseconds. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    private static String status(JobState state) {
        return switch (state) {
            case PENDING -> "pending";
            case QUEUED -> "queued";
            case RUNNING -> "processing";
            case SUCCEEDED -> "completed";
            case FAILED, CANCELED -> "failed";
        };
    }

    private String models() {
        return catalogue.offers(SURFACE).stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    private static ImageSize size(String text) {
        int x = text.indexOf('x');
        return new ImageSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
    }

    private static BigDecimal usd(MicroUsd amount) {
        return MoneyUnit.USD.of(amount);
    }

    /** The names of this surface's fields. What it has no field for, its requests never ask. */
    private static final class Words implements SurfaceWords {

        @Override
        public String field(Trait trait) {
            return switch (trait) {
                case PROMPT -> "prompt";
                case IMAGES -> "n";
                case QUALITY, FORMAT -> "model";
                case ASPECT_RATIO, SIZE -> "size";
                case REFERENCES, MASK -> "ref_images";
            };
        }

        @Override
        public String parameter(String name) {
            return name;
        }
    }
}
