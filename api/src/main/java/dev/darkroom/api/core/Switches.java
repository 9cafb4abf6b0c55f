package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.ModelId;

/** What operators have switched off. */
public interface Switches {

    /**
     * Whether a model is off on a surface. A change is known here within five seconds; a database that is away changes
     * nothing.
     *
     * @throws dev.darkroom.activities.ledger.DatabaseException where the switches could never be read yet
     */
    boolean isOff(String surface, ModelId model);
}
