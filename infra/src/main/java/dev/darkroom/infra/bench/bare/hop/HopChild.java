package dev.darkroom.infra.bench.bare.hop;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The telling: one activity. */
@WorkflowInterface
public interface HopChild {

    /** Runs the activity. */
    @WorkflowMethod(name = "BareHopChild")
    Hop run(Hop hop);
}
