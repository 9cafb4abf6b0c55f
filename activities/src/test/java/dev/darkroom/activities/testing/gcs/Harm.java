package dev.darkroom.activities.testing.gcs;

/** What goes wrong with one call. */
public sealed interface Harm {

    /** It is refused with that status, and nothing is done. */
    record Refused(int status) implements Harm {}

    /** The connection breaks while the bytes come in: half of them arrive. */
    record Cut() implements Harm {}

    /** All is done, and the connection breaks before the answer. */
    record AnswerLost() implements Harm {}

    /** All is done, the connection breaks before the answer, and the upload is not known afterwards. */
    record UploadForgotten() implements Harm {}

    /**
     * A byte changes on its way in.
     *
     * @param noticed whether the checksum that came with it is looked at
     */
    record Damaged(boolean noticed) implements Harm {}

    /** No answer comes, and the connection stays. */
    record Silence() implements Harm {}

    /** The answer's body comes a few bytes at a time. */
    record Trickle() implements Harm {}
}
