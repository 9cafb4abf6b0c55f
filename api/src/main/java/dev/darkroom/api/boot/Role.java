package dev.darkroom.api.boot;

import java.util.Locale;

/** What a process does. */
enum Role {
    /** Serves callers. */
    API,
    /** Does the work of jobs. */
    WORKER,
    /** Both, after migrating the database: for one machine. */
    ALL,
    /** Runs one command of an operator. */
    COMMAND;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
