package dev.darkroom.activities.testing;

import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.RequestColumns;
import org.jspecify.annotations.Nullable;

/** Jobs to be accepted that are not quite like those of the other tests. */
public final class Drafts {

    private Drafts() {}

    /** With another price, and a place in a chain. */
    public static JobRow as(JobRow draft, QuoteColumns quote, ChainColumns chain) {
        return row(draft, draft.request(), quote, chain);
    }

    /** That works from so many images. */
    public static JobRow withInputs(JobRow draft, int inputs) {
        RequestColumns asked = draft.request();
        return asking(draft, asked.webhookUrl(), asked.webhookEvents(), inputs);
    }

    /** To be told of at a URL. */
    public static JobRow telling(JobRow draft, String url, String events) {
        return asking(draft, url, events, draft.request().inputs());
    }

    private static JobRow asking(JobRow draft, @Nullable String url, @Nullable String events, int inputs) {
        RequestColumns request = draft.request();
        RequestColumns asked = new RequestColumns(
                request.fingerprint(),
                request.capability(),
                request.model(),
                request.routes(),
                request.prompt(),
                request.images(),
                request.quality(),
                request.aspectRatio(),
                request.width(),
                request.height(),
                request.format(),
                request.grid(),
                request.seed(),
                request.parameters(),
                request.rendering(),
                request.metadata(),
                url,
                events,
                inputs,
                request.previews());
        return row(draft, asked, draft.quote(), draft.chain());
    }

    private static JobRow row(JobRow draft, RequestColumns request, QuoteColumns quote, ChainColumns chain) {
        return new JobRow(
                draft.id(),
                draft.tenantId(),
                draft.apiKeyId(),
                draft.surface(),
                draft.state(),
                draft.cancelRequested(),
                draft.createdAt(),
                draft.expiresAt(),
                draft.startedAt(),
                draft.completedAt(),
                request,
                quote,
                draft.work(),
                draft.outcome(),
                chain,
                draft.eventSeq(),
                draft.checkAt());
    }
}
