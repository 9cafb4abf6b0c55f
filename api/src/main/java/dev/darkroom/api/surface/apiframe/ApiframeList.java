package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobQuery;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of jobs, newest first. */
@Singleton
final class ApiframeList {

    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;
    private static final int NAME_MAX = 100;
    private static final String LIST = "apiframe-jobs";
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> STATUSES = Arrays.stream(JobState.values())
            .map(ApiframeMapping::status)
            .distinct()
            .toList();

    private final Generations generations;
    private final Catalogue catalogue;
    private final ApiframeJobs shown;
    private final Cursors cursors;

    ApiframeList(Generations generations, Catalogue catalogue, ApiframeJobs shown, Cursors cursors) {
        this.generations = generations;
        this.catalogue = catalogue;
        this.shown = shown;
        this.cursors = cursors;
    }

    /** The page that the query parameters ask for. */
    ApiframeReply.Page page(Caller caller, QueryParams params) {
        List<JobState> states = states(params.word("status", STATUSES));
        String model = model(params.text("model"));
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String cursor = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        JobIds search = search(params.text("search"), cursor);
        params.end();
        if (model != null && !isName(model)) {
            return page(List.of(), null);
        }
        return search == null
                ? page(
                        caller,
                        new JobQuery(
                                states,
                                Instant.EPOCH,
                                END_OF_TIME,
                                model,
                                position(cursor),
                                limit + 1,
                                JobQuery.Kinds.IMAGES,
                                null))
                : page(found(caller, search, states, model), null);
    }

    /**
     * A page of a query.
     *
     * @param query for one more than the page has, which tells whether there is another
     */
    private ApiframeReply.Page page(Caller caller, JobQuery query) {
        List<JobView> jobs = generations.list(caller, query);
        int limit = query.limit() - 1;
        List<JobView> page = jobs.subList(0, Math.min(limit, jobs.size()));
        return page(page, jobs.size() > limit ? cursors.write(caller.tenant(), LIST, text(page.getLast())) : null);
    }

    private ApiframeReply.Page page(List<JobView> jobs, @Nullable String next) {
        return new ApiframeReply.Page(shown.of(jobs), next, next != null);
    }

    /** The one job of that id, where the other filters let it through. */
    private List<JobView> found(Caller caller, JobIds ids, List<JobState> states, @Nullable String model) {
        return generations
                .find(caller, ids.job())
                .filter(job -> ids.fits(job.createdAt()))
                .filter(job -> states.contains(job.state()))
                .filter(job -> model == null || job.spec().model().value().equals(model))
                .stream()
                .toList();
    }

    private static @Nullable JobIds search(@Nullable String id, @Nullable String cursor) {
        if (id == null) {
            return null;
        }
        if (cursor != null) {
            throw new BadFieldException("search", "must not come together with `cursor`");
        }
        return JobIds.parse(id).orElseThrow(() -> new BadFieldException("search", "must be the id of a job"));
    }

    private static JobQuery.@Nullable Position position(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        Instant createdAt = Instant.ofEpochMilli(Long.parseLong(text.substring(0, space)));
        return new JobQuery.Position(createdAt, text.substring(space + 1));
    }

    private static String text(JobView job) {
        return job.createdAt().toEpochMilli() + " " + job.id().text();
    }

    /** The catalogue's id of a model, which is also its name here where this surface does not offer it. */
    private @Nullable String model(@Nullable String name) {
        return name == null
                ? null
                : catalogue
                        .find(ApiframeMapping.SURFACE, name)
                        .map(offer -> offer.model().id().value())
                        .orElse(name);
    }

    /** Whether a model could ever have had that name: names are ASCII, and the database compares them so. */
    private static boolean isName(String model) {
        return model.length() <= NAME_MAX && model.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static List<JobState> states(@Nullable String status) {
        return Arrays.stream(JobState.values())
                .filter(state -> status == null || ApiframeMapping.status(state).equals(status))
                .toList();
    }
}
