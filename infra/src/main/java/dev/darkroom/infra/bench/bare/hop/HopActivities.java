package dev.darkroom.infra.bench.bare.hop;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Where the clock starts, and where it stops. */
@ActivityInterface
public interface HopActivities {

    /** The parent's last local activity: the clock starts at its end. */
    @ActivityMethod
    Hop depart(Hop hop);

    /** The child's only activity: the clock stops at its start. */
    @ActivityMethod
    Hop arrive(Hop hop);
}
