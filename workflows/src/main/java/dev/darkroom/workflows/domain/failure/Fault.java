package dev.darkroom.workflows.domain.failure;

/** Whose doing a failure is. */
public enum Fault {
    /** The request, its key or its content. */
    CALLER,
    /** The upstream that makes the images. */
    PROVIDER,
    /** Darkroom itself or what it runs on. */
    PLATFORM,
    /** A bound on money, rate or backlog. */
    LIMIT
}
