package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.JobIds;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Any task: found by any form of its id, and as it is now in the shape of its kind. */
@Singleton
public final class TaskViews {

    private final Generations generations;
    private final TaskMapping mapping;
    private final ComposedTasks composedTasks;

    TaskViews(Generations generations, TaskMapping mapping, ComposedTasks composedTasks) {
        this.generations = generations;
        this.mapping = mapping;
        this.composedTasks = composedTasks;
    }

    /** The caller's task of that id; empty where there is none, or where the id says another time of its creation. */
    public Optional<JobView> find(Caller caller, String id) {
        return JobIds.parse(id)
                .flatMap(ids -> generations.findTask(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
    }

    /** The task. Of one that is composed the parts are read. */
    Object current(JobView job) {
        return job.chain() == null ? mapping.current(job) : composedTasks.of(job);
    }
}
