package dev.darkroom.workflows.domain.job;

/** What an image that a job works from is to it. */
public enum InputRole {
    /** It is changed, or kept to. */
    REFERENCE,
    /** It says where the job may paint. */
    MASK
}
