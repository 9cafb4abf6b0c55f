package dev.darkroom.api.core;

import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a request would cost, or why it is refused before any money moves. */
@Singleton
final class Pricing {

    private static final Duration MODERATION_RETRY = Duration.ofSeconds(5);

    private final ProviderCatalog providers;
    private final Switches switches;
    private final Moderation moderation;

    Pricing(ProviderCatalog providers, Switches switches, Moderation moderation) {
        this.providers = providers;
        this.switches = switches;
        this.moderation = moderation;
    }

    /** The price of a request, unless it is refused. */
    AcceptReply price(Caller caller, Submission submission) {
        return refusal(caller, submission)
                .<AcceptReply>map(AcceptReply.Refused::new)
                .orElseGet(() -> priced(submission));
    }

    /** The model's routes by which such a job can be made and whose provider this installation has, in order. */
    List<Route> routes(Model model, GenerationSpec spec) {
        return model.routes().stream()
                .filter(way -> way.fits(spec))
                .map(Model.Way::route)
                .filter(this::isHere)
                .toList();
    }

    private boolean isHere(Route route) {
        return providers.find(route.provider()).isPresent();
    }

    /** What is wrong with the request comes first, then what is not to be had here. */
    private Optional<ApiFailure> refusal(Caller caller, Submission submission) {
        Model model = submission.offer().model();
        if (!caller.mayUse(model.id())) {
            return Optional.of(new ApiFailure.ModelForbidden(submission.offer().name()));
        }
        if (switches.isOff(submission.surface(), model.id())
                || model.routes().stream().noneMatch(way -> isHere(way.route()))) {
            return Optional.of(new ApiFailure.SwitchedOff("model"));
        }
        if (routes(model, submission.spec()).isEmpty()) {
            return Optional.of(new ApiFailure.SwitchedOff(tooMuch(model, submission.spec())));
        }
        return objection(submission.spec(), model).or(() -> moderated(submission));
    }

    /** Which of a request's wishes no provider here can meet. */
    private String tooMuch(Model model, GenerationSpec spec) {
        boolean many = model.routes().stream()
                .filter(way -> isHere(way.route()))
                .allMatch(way -> way.imagesMax() < spec.images());
        return many ? "n" : "quality";
    }

    private Optional<ApiFailure> objection(GenerationSpec spec, Model model) {
        return routes(model, spec).stream()
                .flatMap(route -> providers.find(route.provider()).stream())
                .flatMap(provider -> provider.objection(spec).stream())
                .<ApiFailure>map(text -> new ApiFailure.BadField("prompt", "`prompt`: %s.".formatted(text)))
                .findFirst();
    }

    private Optional<ApiFailure> moderated(Submission submission) {
        return switch (moderation.judge(submission.texts())) {
            case Moderation.Ruling.Allowed() -> Optional.empty();
            case Moderation.Ruling.Blocked blocked -> Optional.of(new ApiFailure.Moderated(blocked.kind()));
            case Moderation.Ruling.Unavailable() -> Optional.of(new ApiFailure.Unavailable(MODERATION_RETRY));
        };
    }

    private AcceptReply priced(Submission submission) {
        GenerationSpec spec = submission.spec();
        Route route = routes(submission.offer().model(), spec).getFirst();
        return submission
                .offer()
                .price(spec.capability(), spec.quality())
                .<AcceptReply>map(price -> new AcceptReply.Priced(
                        submission.offer(),
                        route.provider().value(),
                        new Quote(price.what(), price.amount(), spec.images(), price.per())))
                .orElseThrow(() -> new IllegalStateException("the catalogue has no price for what it offers"));
    }
}
