package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.JobView;
import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that are made of tasks: their shape is their own package's, their address is that of all tasks. */
public interface ComposedTasks {

    /** The task as it is now; empty where there is none of that id that is composed. */
    Optional<ChainReply> find(Caller caller, JobId job);

    /** Those among these jobs, as they are now, by their ids. */
    Map<JobId, ChainReply> of(Caller caller, List<JobView> jobs);
}
