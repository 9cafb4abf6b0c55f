package dev.darkroom.activities.generation;

import dev.darkroom.workflows.domain.job.ProviderTicket;
import java.util.Optional;

/**
 * What a step knows of the attempt that runs it, and how it shows that it lives. A beat may throw, where the attempt is
 * no longer wanted: then the step stops at once and writes nothing more.
 */
public interface Pulse {

    /** Which attempt this is, from 1. */
    int attempt();

    /** The ticket that an earlier attempt reported with its last beat. */
    Optional<ProviderTicket> reported();

    /**
     * Reports a ticket, before it is written anywhere else. Never throws: where the attempt is no longer wanted, the
     * ticket has to be written down all the same.
     */
    void report(ProviderTicket ticket);

    /** Shows life, where the attempt is still wanted; otherwise says that it is not. Never throws. */
    boolean tryBeat();

    /** Shows life. Cheap enough to be called for every buffer of a stream. */
    void beat();
}
