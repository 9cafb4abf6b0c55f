package dev.darkroom.workflows.contract;

import dev.darkroom.workflows.domain.failure.FailureKind;

/** Whether the images that a job works from are there. */
public sealed interface InputReply permits InputReply.Ready, InputReply.Missing, AlreadyEnded {

    /** They are stored, as far as this step was to see to it. */
    record Ready() implements InputReply {}

    /** One of them cannot be had, or is no image: the job fails. */
    record Missing(FailureKind kind) implements InputReply {}
}
