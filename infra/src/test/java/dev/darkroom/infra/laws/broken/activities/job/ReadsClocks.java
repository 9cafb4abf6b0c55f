package dev.darkroom.infra.laws.broken.activities.job;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** Breaks law 18: the machine's clock where the database's decides. */
final class ReadsClocks {

    private final InstantSource given;

    ReadsClocks(InstantSource given) {
        this.given = given;
    }

    Instant then() {
        return given.instant();
    }

    static Instant now() {
        return Instant.now();
    }

    static Clock clock() {
        return Clock.systemUTC();
    }
}
