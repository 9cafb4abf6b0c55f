package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobQuery;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of tasks, newest first. */
@Singleton
final class TaskList {

    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;
    private static final int NAME_MAX = 100;
    private static final String LIST = "tasks";
    private static final String IMAGE = "image";
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> STATUSES =
            Arrays.stream(JobState.values()).map(TaskMapping::status).distinct().toList();

    private final Generations generations;
    private final Catalogue catalogue;
    private final TaskMapping mapping;
    private final ComposedTasks composedTasks;
    private final Cursors cursors;

    TaskList(
            Generations generations,
            Catalogue catalogue,
            TaskMapping mapping,
            ComposedTasks composedTasks,
            Cursors cursors) {
        this.generations = generations;
        this.catalogue = catalogue;
        this.mapping = mapping;
        this.composedTasks = composedTasks;
        this.cursors = cursors;
    }

    /** The page that the query parameters ask for. */
    TaskReply.Page page(Caller caller, QueryParams params) {
        String status = params.word("status", STATUSES);
        String model = model(params.text("model"));
        String type = params.word("type", List.of(IMAGE, "chain"));
        Instant since = params.time("since", Instant.EPOCH);
        Instant until = params.time("until", END_OF_TIME);
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String cursor = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        JobIds parent = parent(params.text("parent"));
        params.end();
        if (model != null && !isName(model)) {
            return new TaskReply.Page(List.of(), null);
        }
        List<JobView> jobs = generations.list(
                caller,
                new JobQuery(
                        states(status),
                        since,
                        until,
                        model,
                        position(cursor),
                        limit + 1,
                        kinds(type),
                        parent == null ? null : parent.job()));
        List<JobView> page = jobs.subList(0, Math.min(limit, jobs.size()));
        String next = jobs.size() > limit ? cursors.write(caller.tenant(), LIST, text(page.getLast())) : null;
        Map<JobId, ChainReply> composed = composedTasks.of(page);
        return new TaskReply.Page(
                page.stream()
                        .<Object>map(
                                job -> composed.containsKey(job.id()) ? composed.get(job.id()) : mapping.current(job))
                        .toList(),
                next);
    }

    private static JobQuery.Kinds kinds(@Nullable String type) {
        if (type == null) {
            return JobQuery.Kinds.ALL;
        }
        return type.equals(IMAGE) ? JobQuery.Kinds.IMAGES : JobQuery.Kinds.CHAINS;
    }

    private static @Nullable JobIds parent(@Nullable String id) {
        return id == null
                ? null
                : JobIds.parse(id).orElseThrow(() -> new BadFieldException("parent", "is not the id of a task"));
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

    private @Nullable String model(@Nullable String name) {
        return name == null
                ? null
                : catalogue
                        .find(TaskMapping.SURFACE, name)
                        .map(offer -> offer.model().id())
                        .map(Object::toString)
                        .orElse(name);
    }

    /** Whether a model could ever have had that name: names are ASCII, and the database compares them so. */
    private static boolean isName(String model) {
        return model.length() <= NAME_MAX && model.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static List<JobState> states(@Nullable String status) {
        return Arrays.stream(JobState.values())
                .filter(state -> status == null || TaskMapping.status(state).equals(status))
                .toList();
    }
}
