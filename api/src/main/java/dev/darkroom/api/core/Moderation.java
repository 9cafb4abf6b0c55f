package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.List;

/** Whether a request may be made, by what it says. Asked before any money moves. */
public interface Moderation {

    /** What a request can be blocked for, the gravest first: where several apply, the first is told. */
    List<FailureKind> KINDS =
            List.of(FailureKind.MINOR_SAFETY, FailureKind.HATE_SPEECH, FailureKind.ARTIST_IMPERSONATION);

    /**
     * Judges a request. Never throws for what the texts hold, and logs nothing of them.
     *
     * @param texts every text of the request that reaches a model: what one of them only begins another may end
     */
    Ruling judge(List<String> texts);

    /** What became of the question. */
    sealed interface Ruling {

        /** Nothing speaks against it. */
        record Allowed() implements Ruling {}

        /**
         * It is against the acceptable-use policy.
         *
         * @param kind one of {@link #KINDS}
         */
        record Blocked(FailureKind kind) implements Ruling {
            public Blocked {
                if (!KINDS.contains(kind)) {
                    throw new IllegalArgumentException(kind + " is nothing to be blocked for");
                }
            }
        }

        /** Nobody could tell, so the door stays closed: the request may be sent again later. */
        record Unavailable() implements Ruling {}
    }
}
