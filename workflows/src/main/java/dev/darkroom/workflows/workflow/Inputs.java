package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ArtifactActivities;
import dev.darkroom.workflows.contract.ArtifactActivities.IngestRequest;
import dev.darkroom.workflows.contract.CreditActivities.Charged;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.SourceActivities;
import dev.darkroom.workflows.contract.SourceActivities.SourcesRequest;
import dev.darkroom.workflows.domain.job.JobId;
import io.temporal.workflow.Workflow;

/** The images that a job works from. Most jobs have nothing to wait for, and no event is spent on them. */
final class Inputs {

    private Inputs() {}

    /** Sees to it that they are stored: those of other jobs first, then those behind URLs. */
    static InputReply gather(JobId job, Charged charged) {
        InputReply reply = charged.awaitsSources() ? awaitSources(job, charged) : new InputReply.Ready();
        return reply instanceof InputReply.Ready && charged.fetchesInputs() ? fetch(job, charged) : reply;
    }

    private static InputReply awaitSources(JobId job, Charged charged) {
        Workflow.setCurrentDetails(JobDetails.preparing(charged, "the tasks whose images it works from"));
        return Workflow.newActivityStub(SourceActivities.class, ActivityPolicies.sources(charged.timeouts()))
                .awaitSources(new SourcesRequest(job));
    }

    private static InputReply fetch(JobId job, Charged charged) {
        Workflow.setCurrentDetails(JobDetails.preparing(charged, "the images to work from"));
        return Workflow.newActivityStub(ArtifactActivities.class, ActivityPolicies.ingest(charged.timeouts()))
                .ingestReferences(new IngestRequest(job));
    }
}
