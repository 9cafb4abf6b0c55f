package dev.darkroom.infra.upstream;

/** What a piece of work has come to, whatever a provider calls it. */
enum Outcome {
    PICTURES,
    /** The first picture is withheld, or the only one. */
    FILTERED,
    /** The prompt is refused. */
    REJECTED,
    FAILED,
    /** An error that is answered as if it were a result. */
    ERROR_IN_200,
    CANCELED
}
