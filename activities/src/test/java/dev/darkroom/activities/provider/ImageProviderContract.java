package dev.darkroom.activities.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.ImageProvider.Accepted;
import dev.darkroom.activities.provider.ImageProvider.Done;
import dev.darkroom.activities.provider.ImageProvider.Failed;
import dev.darkroom.activities.provider.ImageProvider.Found;
import dev.darkroom.activities.provider.ImageProvider.NotAccepted;
import dev.darkroom.activities.provider.ImageProvider.PollReply;
import dev.darkroom.activities.provider.ImageProvider.Refused;
import dev.darkroom.activities.provider.ImageProvider.Unknown;
import dev.darkroom.activities.provider.ImageProvider.Working;
import dev.darkroom.activities.provider.ImageProvider.Yield;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every provider does, real or fake. */
public abstract class ImageProviderContract {

    /** What the provider is made to do with a job. */
    public enum Course {
        DELIVERS,
        DELIVERS_ONE_OF_TWO,
        FILTERS_ONE_OF_TWO,
        REJECTS,
        DOES_NOT_ACCEPT,
        LOSES_THE_ANSWER,
        FAILS
    }

    /** The provider. */
    public abstract ImageProvider provider();

    /** A job for two images that takes such a course. */
    public abstract ProviderJob job(Course course);

    /** Whether it can be asked for work by our own reference. */
    public boolean looksUp() {
        return true;
    }

    @Test
    void delivers_what_it_was_asked_for() throws IOException {
        ProviderJob job = job(Course.DELIVERS);
        ProviderTicket ticket = submit(job);
        assertEquals(provider().id(), ticket.provider());
        assertEquals(new Done(List.of(Yield.READY, Yield.READY)), finish(job, ticket));
        byte[] first = fetch(job, ticket, 0);
        assertTrue(first.length > 100);
        assertEquals(first.length, fetch(job, ticket, 0).length, "a second fetch gives the same");
        assertTrue(fetch(job, ticket, 1).length > 100);
    }

    @Test
    void may_deliver_less() {
        ProviderJob fewer = job(Course.DELIVERS_ONE_OF_TWO);
        assertEquals(new Done(List.of(Yield.READY)), finish(fewer, submit(fewer)));
        ProviderJob filtered = job(Course.FILTERS_ONE_OF_TWO);
        assertEquals(new Done(List.of(Yield.FILTERED, Yield.READY)), finish(filtered, submit(filtered)));
    }

    @Test
    void finds_an_accepted_job_by_our_reference_or_says_that_it_does_not_know() {
        ProviderJob job = job(Course.DELIVERS);
        ProviderTicket ticket = submit(job);
        assertEquals(looksUp() ? new Found(ticket) : new Unknown(), provider().find(job));
    }

    @Test
    void tells_a_refusal_from_a_job_that_it_did_not_take() {
        assertEquals(new Refused(FailureKind.PROMPT_REJECTED), provider().submit(job(Course.REJECTS)));
        assertEquals(
                new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE), provider().submit(job(Course.DOES_NOT_ACCEPT)));
    }

    @Test
    void says_when_it_does_not_know() {
        ProviderJob job = job(Course.LOSES_THE_ANSWER);
        assertEquals(new Unknown(), provider().submit(job));
        assertEquals(new Unknown(), provider().find(job));
    }

    @Test
    void says_how_it_failed() {
        ProviderJob job = job(Course.FAILS);
        assertInstanceOf(Failed.class, finish(job, submit(job)));
    }

    @Test
    void a_cancel_throws_nothing_whenever_it_comes() {
        ProviderJob job = job(Course.DELIVERS);
        ProviderTicket ticket = submit(job);
        provider().cancel(job, ticket);
        provider().cancel(job, ticket);
    }

    private ProviderTicket submit(ProviderJob job) {
        return assertInstanceOf(Accepted.class, provider().submit(job)).ticket();
    }

    private PollReply finish(ProviderJob job, ProviderTicket ticket) {
        int previews = 0;
        for (int poll = 0; poll < 1000; poll++) {
            PollReply reply = provider().poll(job, ticket);
            if (!(reply instanceof Working working)) {
                return reply;
            }
            assertTrue(working.percent() >= 0 && working.percent() <= 100);
            assertTrue(working.previews() >= previews && working.previews() <= ImageProvider.PREVIEWS_MAX);
            previews = working.previews();
            pause(working.again().toMillis());
        }
        throw new AssertionError("the provider does not finish");
    }

    private byte[] fetch(ProviderJob job, ProviderTicket ticket, int index) throws IOException {
        try (InputStream image = provider().fetch(job, ticket, index)) {
            return image.readAllBytes();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
