package dev.darkroom.activities.job;

import io.micronaut.data.annotation.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The columns {@code chain_*}: what a job is to a chain of edits.
 *
 * @param id of a step: the chain that pays for it
 * @param stops of a chain: whether it begins nothing more once a step has not succeeded
 * @param resumedFrom of a chain: the one that it goes on from
 */
@Embeddable
public record ChainColumns(
        Role role,
        @Nullable String id,
        @Nullable Boolean stops,
        @Nullable String resumedFrom) {

    /** A job of its own. */
    public static final ChainColumns NONE = new ChainColumns(Role.NONE, null, null, null);

    /** What a job is to a chain. */
    public enum Role {
        /** Nothing. */
        NONE,
        /** It is the chain: it holds and pays, and makes nothing itself. */
        CHAIN,
        /** It makes images, paid out of its chain's escrow. */
        STEP
    }
}
