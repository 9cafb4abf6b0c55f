package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.JobView;
import jakarta.inject.Singleton;

/** Any task as it is now, in the shape of its kind. */
@Singleton
final class TaskViews {

    private final TaskMapping mapping;
    private final ComposedTasks composedTasks;

    TaskViews(TaskMapping mapping, ComposedTasks composedTasks) {
        this.mapping = mapping;
        this.composedTasks = composedTasks;
    }

    /** The task. Of one that is composed the parts are read. */
    Object current(JobView job) {
        return job.chain() == null ? mapping.current(job) : composedTasks.of(job);
    }
}
