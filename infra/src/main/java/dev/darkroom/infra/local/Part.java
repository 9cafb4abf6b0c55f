package dev.darkroom.infra.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process of the stack.
 *
 * @param name as the screen says it, also the name of its log
 * @param command what is run
 * @param environment what is set beside the environment of this process
 * @param log where its output goes
 */
record Part(String name, List<String> command, Map<String, String> environment, Path log) {
    Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Keeps the secrets of the environment out of sight. */
    @Override
    public String toString() {
        return "Part[%s]".formatted(name);
    }
}
