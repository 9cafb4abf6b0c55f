package dev.darkroom.infra.bench.figure;

/** How jobs or reads come. */
public enum Phase {
    /** Not counted. */
    WARM_UP,
    /** One at a time. */
    LONE,
    /** So many at a time as were asked for. */
    LOADED
}
