package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** Watches one tenant's webhooks and jobs while another tenant's receiver hangs, and while it answers. */
final class HoleBench {

    /** Of both tenants together, in turns. */
    static final int EVENTS_PER_SECOND = 2;

    private static final Duration EVERY = Duration.ofSeconds(2).dividedBy(EVENTS_PER_SECOND);
    // So long that every place which the hanging receiver can take is taken, and others wait for them.
    private static final Duration HEAD_START = Duration.ofSeconds(7);
    // What the hanging receiver has missed comes again within that time; only then is all as it was before.
    private static final Duration RETRY_SOON = Duration.ofSeconds(30);
    private static final Duration QUIET_MAX = Duration.ofSeconds(90);

    private final Asker neighbour;
    private final Sink hole;
    private final Asker asker;
    private final Generation generation;
    private final Ended ended;

    /**
     * Describes it.
     *
     * @param neighbour whose webhooks go to the hole
     * @param asker whose webhooks are watched
     * @param generation of jobs whose number in a second is watched
     */
    HoleBench(Asker neighbour, Sink hole, Asker asker, Generation generation, Ended ended) {
        this.neighbour = neighbour;
        this.hole = hole;
        this.asker = asker;
        this.generation = generation;
        this.ended = ended;
    }

    /** One turn, after which the hole answers and has missed nothing that would come soon. */
    WebhookBatch run(Kind kind, int repeat, Duration watched) throws InterruptedException, SQLException {
        boolean hangs = kind == Kind.BESIDE_HOLE;
        if (hangs) {
            hole.hang();
        }
        Deliveries deliveries = new Deliveries();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Generation.Made made;
        try (Pace pace = new Pace()) {
            pace.keep(Duration.ZERO, EVERY, () -> ask(failures));
            try (Pace own = new Pace()) {
                int events = (int) Math.max(1, watched.dividedBy(EVERY));
                own.run(HEAD_START.plus(EVERY.dividedBy(2)), EVERY, events, () -> deliveries.one(asker));
            }
            made = generation.run(repeat);
        }
        WebhookBatch batch = deliveries.batch(kind, Phase.LOADED, repeat, ended);
        failures.addAll(batch.failures());
        failures.addAll(made.failures());
        OptionalDouble hung = OptionalDouble.of(hangs ? hole.hung() : 0);
        hole.heal();
        quiet();
        if (hangs && hung.getAsDouble() == 0) {
            failures.add("no call hung: there was nothing to be beside");
        }
        return new WebhookBatch(
                kind, Phase.LOADED, repeat, batch.millis(), failures, OptionalDouble.of(made.jobsPerSecond()), hung);
    }

    private void ask(List<String> failures) {
        try {
            Asker.Asked _ = neighbour.ask();
        } catch (LostWebhookException e) {
            failures.add("the neighbour's job: " + e.getMessage());
        }
    }

    private void quiet() {
        Patience.until("the end of what the hanging receiver has missed", QUIET_MAX, () -> {
            try {
                return ended.inHand(RETRY_SOON) == 0;
            } catch (SQLException e) {
                throw new MissException("the database: " + e.getMessage());
            }
        });
    }
}
