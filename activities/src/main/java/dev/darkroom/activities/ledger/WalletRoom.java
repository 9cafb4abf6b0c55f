package dev.darkroom.activities.ledger;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left in a wallet for one more job.
 *
 * @param spendable micro-USD
 * @param imagesToday images of the jobs that were taken in this day, UTC
 * @param daySecondsLeft until midnight, UTC, 1 or more; by the database's clock
 */
@Introspected
record WalletRoom(long spendable, int imagesToday, long daySecondsLeft) {

    /** Whether the day has no room for so many images; with null there is no cap. */
    boolean lacks(int images, @Nullable Integer dailyImages) {
        return dailyImages != null && (long) imagesToday + images > dailyImages;
    }

    Duration dayLeft() {
        return Duration.ofSeconds(daySecondsLeft);
    }
}
