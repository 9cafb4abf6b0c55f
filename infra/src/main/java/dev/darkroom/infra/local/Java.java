package dev.darkroom.infra.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How Java is started: with the JDK that runs this. */
final class Java {

    private Java() {}

    /** The start of a command line. */
    static List<String> command(String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true"));
        return command;
    }

    /** The start of a command line for a main class of this program. */
    static List<String> ownCommand(String heap) {
        List<String> command = command(heap);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }
}
