package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.JobView;
import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;
import java.util.Map;

/** Tasks that are made of tasks: their shape is their own package's, their address is that of all tasks. */
public interface ComposedTasks {

    /** The task as it is now, with its parts. */
    ChainReply of(JobView job);

    /** Those among these jobs that are composed, as they are now, by their ids. */
    Map<JobId, ChainReply> of(List<JobView> jobs);
}
