package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.Caller;
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

    /** The task. One that is composed is read again, with its parts. */
    Object current(Caller caller, JobView job) {
        return job.chain() ? composedTasks.find(caller, job.id()).orElseThrow() : mapping.current(job);
    }
}
