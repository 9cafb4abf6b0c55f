package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.infra.upstream.Fault.Form;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How one provider takes work and is asked for it, and what goes wrong on the way. */
final class Desk {

    private static final int BODY_MAX = 64 << 20;

    private final Words words;
    private final Shared shared;

    Desk(Words words, Shared shared) {
        this.words = words;
        this.shared = shared;
    }

    /** What a submit says. */
    record Asked(Work.Order order, @Nullable Callback callback) {}

    /** A request, which is written down when it is answered. */
    Call call(HttpExchange exchange, String what) {
        return new Call(exchange, shared.log(), shared.script(), words.provider(), what);
    }

    /** How much of the provider's work holds a place. What never ends holds none, or a little would fill them all. */
    long active(Predicate<Work> which) {
        return shared.works()
                .count(work -> isOwn(work) && !work.isEnded() && !work.has(Fault.WORK_ENDLESS) && which.test(work));
    }

    /**
     * Answers a submit.
     *
     * @param reader what its body asks for; a {@link BadFieldException} is a refusal
     * @param right the answer once the work is taken
     */
    void submit(HttpExchange exchange, Function<byte[], Asked> reader, Function<Work, Reply> right) throws IOException {
        Call call = call(exchange, "submit").taken(false);
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            call.json(words.invalid("the body is too large").as(413));
            return;
        }
        Asked asked;
        Directive directive;
        try {
            asked = reader.apply(body);
            directive = Directive.of(asked.order().prompt())
                    .filter(each -> words.faults().containsAll(each.faults()))
                    .orElseThrow(() -> new BadFieldException("prompt", "has a directive that is not known here"));
        } catch (BadFieldException e) {
            call.json(words.invalid(e.text()));
            return;
        }
        Optional<Fault> before = find(directive, Stage.SUBMIT);
        if (before.isPresent()) {
            Reply own = words.own(before.get());
            call.wrong(before.get(), own, own);
            return;
        }
        accept(call, asked, directive, right);
    }

    private void accept(Call call, Asked asked, Directive directive, Function<Work, Reply> right) throws IOException {
        Optional<Fault> after = find(directive, Stage.ACCEPTED);
        List<Fault> faults = new ArrayList<>(directive.faults());
        draw(Stage.WORK).ifPresent(faults::add);
        Callback callback = asked.callback();
        if (callback != null) {
            draw(Stage.CALLBACK).ifPresent(faults::add);
        }
        boolean early = callback != null && faults.contains(Fault.CALLBACK_EARLY);
        Duration delay = early ? Duration.ZERO : Objects.requireNonNullElse(directive.delay(), shared.delay());
        Optional<Work> other = shared.works().newest(words.provider());
        Work work = new Work(shared.works().newId(), asked.order(), faults, delay);
        shared.works().add(work);
        call.about(work.id()).taken(true);
        if (callback != null) {
            shared.callbacks().follow(work, callback);
        }
        boolean reused = after.filter(Fault.SUBMIT_REUSED_ID::equals).isPresent();
        if (reused && other.isPresent()) {
            call.about(other.get().id()).json(right.apply(other.get()), after.get());
        } else if (reused || after.isEmpty()) {
            call.json(right.apply(work), lasting(faults));
        } else {
            call.wrong(after.get(), right.apply(work), words.own(after.get()));
        }
    }

    /** The fault that the work is taken with, and that shows later; null where it is to go well. */
    private static @Nullable Fault lasting(List<Fault> faults) {
        return Fault.first(faults, Stage.WORK).orElse(null);
    }

    /**
     * Answers a request about work.
     *
     * @param unknown the answer where there is no such work
     * @param right the answer otherwise, where nothing goes wrong
     */
    void ask(Call call, String id, Stage stage, Reply unknown, Function<Work, Reply> right) throws IOException {
        call.about(id);
        Optional<Work> work = known(id);
        if (work.isEmpty()) {
            call.json(unknown);
            return;
        }
        boolean tooEarly = stage == Stage.RESULT && !work.get().isEnded();
        Optional<Fault> fault =
                tooEarly ? Optional.empty() : work.get().due(stage).or(() -> draw(stage));
        if (fault.isEmpty()) {
            call.json(right.apply(work.get()));
            return;
        }
        Reply own = words.own(fault.get());
        call.wrong(fault.get(), fault.get().form() == Form.TRUNCATED ? right.apply(work.get()) : own, own);
    }

    private Optional<Work> known(String id) {
        return shared.works().find(id).filter(this::isOwn).filter(work -> !work.has(Fault.WORK_UNKNOWN));
    }

    private boolean isOwn(Work work) {
        return work.order().provider().equals(words.provider());
    }

    private Optional<Fault> find(Directive directive, Stage stage) {
        return Fault.first(directive.faults(), stage).or(() -> draw(stage));
    }

    private Optional<Fault> draw(Stage stage) {
        return shared.script().draw(stage, words.faults());
    }
}
