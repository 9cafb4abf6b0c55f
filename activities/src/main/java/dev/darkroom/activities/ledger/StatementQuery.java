package dev.darkroom.activities.ledger;

import dev.darkroom.workflows.domain.money.Transfer;
import java.time.Instant;
import java.util.List;

/**
 * Which lines of a wallet's statement.
 *
 * @param beforeSeq only lines before this one; {@link Long#MAX_VALUE} for the newest
 * @param since inclusive
 * @param until exclusive
 * @param kinds one or more
 * @param limit how many at the most
 */
public record StatementQuery(long beforeSeq, Instant since, Instant until, List<Transfer.Kind> kinds, int limit) {
    public StatementQuery {
        kinds = List.copyOf(kinds);
    }
}
