package dev.darkroom.infra.bench.read;

/** What is read. */
enum Resource {
    /** A finished task with one image. */
    TASK("GET by id"),
    /** A page of finished tasks. */
    LIST("list of " + FinishedTasks.PAGE),
    /** The yardstick: a few bytes out of the server's own jar. */
    FILE("static file");

    private final String label;

    Resource(String label) {
        this.label = label;
    }

    /** How the table calls it. */
    String label() {
        return label;
    }
}
