package dev.darkroom.infra.upstream;

import java.util.Set;

/** What one provider has of its own to say, in its own JSON. */
interface Words {

    /** As the log names it. */
    String provider();

    /** The faults that its wire format can have. A prompt that asks for another is refused. */
    Set<Fault> faults();

    /** The error that stands for a fault. */
    Reply own(Fault fault);

    /** The refusal of a request that is not understood. */
    Reply invalid(String message);
}
