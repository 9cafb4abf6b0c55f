package dev.darkroom.infra.bench.bare;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The steps of a job, empty. */
@WorkflowInterface
public interface BareWorkflow {

    /** Runs all steps. */
    @WorkflowMethod(name = "Bare")
    Done run(Job job);

    record Job(String id) {}

    record Done(String state) {}
}
