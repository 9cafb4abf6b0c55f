package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An upstream that makes images. Expected answers are values; what is thrown means that nothing is known. Every method
 * may be called from any process, and none retries.
 */
public interface ImageProvider {

    /** No image has more previews than so many. */
    int PREVIEWS_MAX = 3;

    ProviderId id();

    /**
     * Why this provider could never do that, as a sentence about the prompt; empty where it may. It is asked before a
     * job is accepted.
     */
    Optional<String> objection(GenerationSpec spec);

    /** What it bills us for a job by that route. It decides no price: callers do not pay what they do not get. */
    Billing billing(Route route);

    /** Hands the work over. Called at most once for each {@link ProviderJob#reference()}. */
    SubmitReply submit(ProviderJob job);

    /** Looks up a submit whose answer was lost, by our own reference. */
    FindReply find(ProviderJob job);

    /** Asks how far the work is. */
    PollReply poll(ProviderJob job, ProviderTicket ticket);

    /**
     * Opens the bytes of one image of finished work. The caller closes the stream.
     *
     * @param index one that {@link Done} says is {@link Yield#READY}
     */
    InputStream fetch(ProviderJob job, ProviderTicket ticket, int index) throws IOException;

    /** Opens the bytes of the grid of finished work that says it has one. The caller closes the stream. */
    default InputStream fetchGrid(ProviderJob job, ProviderTicket ticket) throws IOException {
        throw new FileNotFoundException("this provider makes no grids");
    }

    /**
     * Opens the bytes of one image as it looked on the way: in the asked format, and coarser than the image. Previews
     * are a courtesy: one that cannot be had is left out. The caller closes the stream.
     *
     * @param index which image, from 0
     * @param number which preview of it, from 0 and below what {@link Working#previews} said
     */
    default InputStream fetchPreview(ProviderJob job, ProviderTicket ticket, int index, int number) throws IOException {
        throw new FileNotFoundException("this provider makes no previews");
    }

    /** Asks to stop. True where the provider said that it will. */
    boolean cancel(ProviderJob job, ProviderTicket ticket);

    sealed interface SubmitReply {}

    /** The provider has the work. */
    record Accepted(ProviderTicket ticket) implements SubmitReply {}

    /** The provider provably does not have the work: another may be asked. */
    record NotAccepted(FailureKind kind) implements SubmitReply {}

    /** The provider refused what is asked for: another would be asked for the same. */
    record Refused(FailureKind kind) implements SubmitReply {}

    /** Nobody knows whether the provider has the work. */
    record Unknown() implements SubmitReply, FindReply {}

    sealed interface FindReply {}

    /** The provider has the work under that reference. */
    record Found(ProviderTicket ticket) implements FindReply {}

    sealed interface PollReply {}

    /**
     * The work goes on.
     *
     * @param percent as far as the provider says, 0 to 100
     * @param again how long to wait before the next poll
     * @param previews how many previews there are by now of each image, 0 to {@link #PREVIEWS_MAX}; it never falls
     */
    record Working(int percent, Duration again, int previews) implements PollReply {
        /** Work without previews. */
        public Working(int percent, Duration again) {
            this(percent, again, 0);
        }
    }

    /**
     * The work is finished.
     *
     * @param images what there is of each, by index; they may be fewer than were asked for
     * @param grid whether there is one more picture, which shows them all
     */
    record Done(List<Yield> images, boolean grid) implements PollReply {
        public Done {
            images = List.copyOf(images);
        }

        /** Finished work without a grid. */
        public Done(List<Yield> images) {
            this(images, false);
        }
    }

    /** The work failed. */
    record Failed(FailureKind kind) implements PollReply {}

    /** What a provider has of an image. */
    enum Yield {
        /** Its bytes can be fetched. */
        READY,
        /** It was made and is withheld. */
        FILTERED
    }
}
