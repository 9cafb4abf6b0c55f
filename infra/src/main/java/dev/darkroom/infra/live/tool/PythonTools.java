package dev.darkroom.infra.live.tool;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.local.Cache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Python packages of {@code infra/tools/python}, in a virtual environment.
 *
 * @param folder where they are
 */
public record PythonTools(Path folder) {

    private static final String NAME = "python";
    private static final String PYTHON = "python3";
    private static final Duration INSTALL_MAX = Duration.ofMinutes(5);
    private static final Duration VERSION_MAX = Duration.ofSeconds(20);
    private static final String UNTRIED = "NOTHING OF PYTHON WAS TRIED: ";

    /**
     * Installs them, unless they are there.
     *
     * @param home the folder of the source tree
     * @throws MissException where that cannot be done here
     */
    public static PythonTools install(Path home) {
        MissException.unless(Program.isHere(PYTHON), UNTRIED + "there is no python3 on this machine");
        Path pins = home.resolve("infra/tools/python/requirements.txt");
        // Another Python is another folder: an environment does not outlive the one that it was made with.
        String versions = version() + Pinned.read(pins);
        return new PythonTools(Pinned.folder(NAME, versions, folder -> fill(folder, pins)));
    }

    /**
     * A program that finds the packages.
     *
     * @param running in which folder
     */
    public Program program(Path file, Path running, Map<String, String> environment, Duration most) {
        return new Program(List.of(binary(PYTHON), file.toAbsolutePath().toString()), running, environment, most);
    }

    /** The path of a command that a package brought. */
    public String binary(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String version() {
        Path folder = Cache.folder(NAME);
        Program.Ended ended =
                new Program(List.of(PYTHON, "-VV"), folder, Map.of(), VERSION_MAX).run(folder.resolve("version"));
        MissException.unless(ended.code() == 0, UNTRIED + "python3 says " + ended.lastWord());
        return ended.said();
    }

    private static void fill(Path folder, Path pins) {
        PythonTools tools = new PythonTools(folder);
        run(folder, "venv", List.of(PYTHON, "-m", "venv", folder.toString()));
        run(
                folder,
                "pip",
                List.of(
                        tools.binary(PYTHON),
                        "-m",
                        "pip",
                        "install",
                        "--only-binary=:all:",
                        "--require-hashes",
                        "--disable-pip-version-check",
                        "-r",
                        pins.toAbsolutePath().toString()));
    }

    private static void run(Path folder, String what, List<String> command) {
        Program.Ended ended = new Program(command, folder, Map.of(), INSTALL_MAX).run(folder.resolve(what));
        MissException.unless(
                ended.code() == 0,
                UNTRIED + "%s could not install the packages, see %s".formatted(what, ended.complaints()));
    }
}
