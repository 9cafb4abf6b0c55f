package dev.darkroom.infra.laws.broken.activities.artifact;

/** Breaks law 12: anybody may extend it. */
class OpenClass {

    /** Keeps the law. */
    abstract static sealed class Closed permits Leaf {}

    /** Keeps the law. */
    static final class Leaf extends Closed {}
}
