package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.webhook.Deliveries;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Jobs as they are now, and whether their ends were told. */
@Singleton
final class ApiframeJobs {

    private final ApiframeMapping mapping;
    private final Deliveries deliveries;

    ApiframeJobs(ApiframeMapping mapping, Deliveries deliveries) {
        this.mapping = mapping;
        this.deliveries = deliveries;
    }

    ApiframeReply.Job of(JobView job) {
        return of(List.of(job)).getFirst();
    }

    /** The deliveries of all are one statement, and none where there cannot be any. */
    List<ApiframeReply.Job> of(List<JobView> jobs) {
        List<JobId> told = jobs.stream()
                .filter(job -> job.told() && job.state().isTerminal())
                .map(JobView::id)
                .toList();
        Map<JobId, DeliveryState> ends = deliveries.ends(told);
        return jobs.stream().map(job -> mapping.job(job, ends.get(job.id()))).toList();
    }
}
