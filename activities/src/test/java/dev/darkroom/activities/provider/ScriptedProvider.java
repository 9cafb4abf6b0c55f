package dev.darkroom.activities.provider;

import dev.darkroom.activities.provider.ImageProviderContract.Course;
import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An upstream in memory: it takes the course that the prompt names, and notes what it was asked. */
public final class ScriptedProvider implements ImageProvider {

    public static final ProviderId ID = new ProviderId("scripted");

    /** What it bills for an image, where it bills at all. */
    public static final MicroUsd COST = new MicroUsd(10_000);

    /**
     * What it was asked, in order: {@code submit <reference>}, {@code find <reference>}, {@code cancel}, {@code preview
     * <image> <number>}.
     */
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, ProviderTicket> accepted = new ConcurrentHashMap<>();
    private final Map<String, Integer> polls = new ConcurrentHashMap<>();
    private volatile int pollsToFinish = 2;
    private volatile boolean previews;
    private volatile int lostPreview = -1;

    /** How many polls a job takes; {@link Integer#MAX_VALUE} for one that never ends. */
    public void finishAfter(int count) {
        pollsToFinish = count;
    }

    /**
     * Has each poll show a preview more.
     *
     * @param lost of which image no preview can be had; -1 for none
     */
    public void showPreviews(int lost) {
        previews = true;
        lostPreview = lost;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Optional<String> objection(GenerationSpec spec) {
        return Optional.empty();
    }

    /** Bills by the moment that is the name of the model. */
    @Override
    public Billing billing(Route route) {
        return List.of(Billing.Moment.values()).stream()
                .filter(moment -> moment.name().equals(route.model()))
                .findFirst()
                .map(moment -> new Billing(moment, COST))
                .orElse(Billing.NOTHING);
    }

    @Override
    public SubmitReply submit(ProviderJob job) {
        asked.add("submit " + job.reference());
        return switch (course(job)) {
            case REJECTS -> new Refused(FailureKind.PROMPT_REJECTED);
            case DOES_NOT_ACCEPT -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
            case LOSES_THE_ANSWER -> new Unknown();
            case DELIVERS, DELIVERS_ONE_OF_TWO, FILTERS_ONE_OF_TWO, FAILS -> new Accepted(accept(job));
        };
    }

    @Override
    public FindReply find(ProviderJob job) {
        asked.add("find " + job.reference());
        ProviderTicket ticket = accepted.get(job.reference());
        return ticket == null ? new Unknown() : new Found(ticket);
    }

    @Override
    public PollReply poll(ProviderJob job, ProviderTicket ticket) {
        int poll = polls.merge(ticket.reference(), 1, Integer::sum);
        if (poll < pollsToFinish) {
            int ready = previews ? Math.min(poll, PREVIEWS_MAX) : 0;
            return new Working(Math.min(99, 10 * poll), Duration.ofMillis(5), ready);
        }
        return switch (course(job)) {
            case FAILS -> new Failed(FailureKind.PROVIDER_ERROR);
            case DELIVERS_ONE_OF_TWO -> new Done(List.of(Yield.READY));
            case FILTERS_ONE_OF_TWO -> new Done(List.of(Yield.FILTERED, Yield.READY));
            case DELIVERS, REJECTS, DOES_NOT_ACCEPT, LOSES_THE_ANSWER ->
                new Done(Collections.nCopies(job.spec().images(), Yield.READY));
        };
    }

    @Override
    public InputStream fetch(ProviderJob job, ProviderTicket ticket, int index) {
        return new ByteArrayInputStream(SandboxPictures.paint(
                "scripted", index, job.spec().size(), job.spec().format()));
    }

    @Override
    public InputStream fetchPreview(ProviderJob job, ProviderTicket ticket, int index, int number) throws IOException {
        asked.add("preview %d %d".formatted(index, number));
        if (index == lostPreview) {
            throw new IOException("there is no such preview now");
        }
        return new ByteArrayInputStream(SandboxPictures.paint(
                "preview", index, job.spec().size(), job.spec().format()));
    }

    @Override
    public boolean cancel(ProviderJob job, ProviderTicket ticket) {
        asked.add("cancel");
        return true;
    }

    private ProviderTicket accept(ProviderJob job) {
        return accepted.computeIfAbsent(
                job.reference(), reference -> new ProviderTicket(ID, "up-" + (accepted.size() + 1)));
    }

    private static Course course(ProviderJob job) {
        String prompt = job.spec().prompt();
        return List.of(Course.values()).stream()
                .filter(course -> course.name().equals(prompt))
                .findFirst()
                .orElse(Course.DELIVERS);
    }
}
