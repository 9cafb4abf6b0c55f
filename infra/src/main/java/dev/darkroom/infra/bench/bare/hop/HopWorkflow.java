package dev.darkroom.infra.bench.bare.hop;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The end of a job: its last local activity, then a child that outlives it. */
@WorkflowInterface
public interface HopWorkflow {

    /** Runs until the child has begun. */
    @WorkflowMethod(name = "BareHops")
    Hop run(Hop hop);
}
