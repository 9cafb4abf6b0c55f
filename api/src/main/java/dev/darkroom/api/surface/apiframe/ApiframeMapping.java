package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.catalogue.Ask;
import dev.darkroom.api.catalogue.Fitting;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.MoneyUnit;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.Texts;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the apiframe surface's words and the canonical ones, both ways. */
@Singleton
final class ApiframeMapping {

    static final String SURFACE = "apiframe";

    private static final String ROLE = "owner";
    private static final String CREDITS = "credits";
    private static final String REFUND_PER_IMAGE =
            "Every image that is not delivered is refunded; a job that fails is refunded in full.";
    private static final String REFUND_PER_CALL =
            "The price is kept once an image was delivered; a job that fails is refunded in full.";
    private static final JsonValue.Obj NO_PARAMS = new JsonValue.Obj(new LinkedHashMap<>());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final ImageInputs images;
    private final FileUrls urls;
    private final MoneyUnit credits;
    private final List<String> families;

    ApiframeMapping(Catalogue catalogue, Fitting fitting, ImageInputs images, FileUrls urls, PricesConfig prices) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.images = images;
        this.urls = urls;
        credits = prices.apiframe();
        families = catalogue.offers(SURFACE).stream()
                .map(offer -> ApiframeWords.params(offer.model().family()))
                .distinct()
                .toList();
    }

    /** The fields of parameters that there are: one for each family of models. */
    List<String> families() {
        return families;
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     * @throws dev.darkroom.api.http.BadImageException where an image inside the request is none
     */
    Submission submission(ApiframeRequest request, String fingerprint) {
        Offer offer = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() -> new BadFieldException("model", "is not the identifier of a model"));
        String field = paramsField(request, offer);
        JsonValue.Obj object = request.params().getOrDefault(field, NO_PARAMS);
        ApiframeParams params = ApiframeParams.parse(field, object, offer, images);
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(params.n())
                .quality(params.quality())
                .ratio(params.aspectRatio())
                .format(params.outputFormat())
                .seed(params.seed())
                .inputs(params.references());
        params.own().forEach(ask::parameter);
        GenerationSpec spec = fitting.fit(ask, new ApiframeWords(field, object, offer));
        return new Submission(
                offer,
                spec,
                params.references(),
                Texts.of(spec.prompt(), new JsonValue.Obj(params.own())),
                fingerprint,
                new Submission.Options(null, null, null, webhook(request)));
    }

    /** Where the model's parameters stand: in its family's object, or in the one that any model takes. */
    private static String paramsField(ApiframeRequest request, Offer offer) {
        String own = ApiframeWords.params(offer.model().family());
        for (String field : request.params().keySet()) {
            if (!field.equals(own) && !field.equals(ApiframeRequest.PARAMS)) {
                throw new BadFieldException(
                        field, "is not for %s, which takes `%s` or `params`".formatted(offer.name(), own));
            }
        }
        if (request.params().size() > 1) {
            throw new BadFieldException(ApiframeRequest.PARAMS, "must not come together with `%s`".formatted(own));
        }
        return request.params().isEmpty() ? own : request.params().firstEntry().getKey();
    }

    private static Submission.@Nullable Webhook webhook(ApiframeRequest request) {
        String events =
                request.webhookEvents().stream().map(WebhookEventKind::word).collect(Collectors.joining(","));
        return request.webhookUrl() == null ? null : new Submission.Webhook(request.webhookUrl(), events);
    }

    /** The job as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    ApiframeReply.Accepted accepted(JobView job) {
        return new ApiframeReply.Accepted(job.id().text(), status(JobState.PENDING));
    }

    /**
     * The job as it is now.
     *
     * @param told where the delivery of its end stands; null where there is none
     */
    ApiframeReply.Job job(JobView job, @Nullable DeliveryState told) {
        return new ApiframeReply.Job(
                job.id().text(),
                status(job.state()),
                model(job),
                job.progress(),
                result(job),
                error(job),
                creditCost(job),
                told == null ? null : webhookStatus(told),
                time(job.createdAt()),
                completedAt(job));
    }

    /** The caller, who is a user and the whole of a team. */
    ApiframeReply.Me me(Caller caller, Wallets.View wallet) {
        String tenant = caller.tenant().text();
        return new ApiframeReply.Me(
                new ApiframeReply.User(tenant, null, ROLE),
                new ApiframeReply.Team(
                        tenant,
                        caller.tenantName(),
                        caller.limits().tier(),
                        credits.whole(wallet.spendable()),
                        caller.limits().runningMax()),
                new ApiframeReply.ApiKey(caller.keyId(), caller.keyPrefix()));
    }

    /** What a request would cost. */
    ApiframeReply.DryRun price(AcceptReply.Priced priced) {
        Quote quote = priced.quote();
        BigDecimal total = credits.of(quote.total());
        ApiframeReply.Item item =
                new ApiframeReply.Item(quote.what(), credits.of(quote.unitPrice()), quote.units(), total);
        return new ApiframeReply.DryRun(
                true,
                priced.offer().name(),
                priced.route(),
                new ApiframeReply.Price(CREDITS, total, quote.total().value(), List.of(item)),
                quote.per() == PriceUnit.IMAGE ? REFUND_PER_IMAGE : REFUND_PER_CALL);
    }

    /** The surface's word for a state. */
    static String status(JobState state) {
        return switch (state) {
            case PENDING, QUEUED -> "QUEUED";
            case RUNNING -> "PROCESSING";
            case SUCCEEDED -> "COMPLETED";
            case FAILED, CANCELED -> "FAILED";
        };
    }

    private static @Nullable String webhookStatus(DeliveryState told) {
        return switch (told) {
            case PENDING -> null;
            case DELIVERED -> "sent";
            case DEAD, ABANDONED -> "failed";
        };
    }

    String model(JobView job) {
        return catalogue.name(SURFACE, job.spec().model());
    }

    /** Also of a job that was stopped after its first image: what is paid for is shown. */
    ApiframeReply.@Nullable Result result(JobView job) {
        if (job.images().isEmpty()) {
            return null;
        }
        List<String> all =
                job.images().stream().map(image -> urls.url(image.blobKey())).toList();
        JobView.Image grid = job.grid();
        return grid == null
                ? new ApiframeReply.Images(all)
                : new ApiframeReply.ImagesAndGrid(all, urls.url(grid.blobKey()));
    }

    BigDecimal creditCost(JobView job) {
        return credits.of(job.charged().value() - job.refunded().value());
    }

    static @Nullable String error(JobView job) {
        return job.failure() == null ? null : job.failure().message();
    }

    static @Nullable String completedAt(JobView job) {
        return job.completedAt() == null ? null : time(job.completedAt());
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
