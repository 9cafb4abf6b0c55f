package dev.darkroom.infra.live.check;

import dev.darkroom.infra.docs.Snippets;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** What the README says is done as it is printed: on a stack of its own, in one process, on the embedded database. */
public final class ReadmeCommands implements Check {

    private static final Duration COMMANDS_MAX = Duration.ofMinutes(3);

    @Override
    public String claim() {
        return "the README's own commands make a picture, pull the plug and get the picture, charged once";
    }

    @Override
    public String run(Product product) throws IOException {
        Path folder = Files.createDirectories(product.beside("readme"));
        Stack stack = new Stack(product.home(), folder.resolve(".darkroom"), List.of(), Map.of());
        stack.start();
        try {
            Path log = folder.resolve("commands.log");
            execute(stack, product.home().resolve("README.md"), folder, log);
            look(folder.resolve("lighthouse.png"));
            look(folder.resolve("harbour.png"));
            long charges = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("\"kind\":\"charge\""))
                    .count();
            MissException.unlessEqual(1L, charges, "charges that the last command prints");
            return "two pictures looked at, one charge";
        } finally {
            stack.stop();
        }
    }

    /** As printed, but for the name of the start command, which here has to say where. */
    private static void execute(Stack stack, Path readme, Path folder, Path log) throws IOException {
        String commands = String.join("\n", Snippets.read(readme).values()).replace("infra/run", stack.command());
        Process shell = new ProcessBuilder("bash", "-eu", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = shell.waitFor(COMMANDS_MAX.toSeconds(), TimeUnit.SECONDS);
            MissException.unless(ended && shell.exitValue() == 0, "the README's commands failed, see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        } finally {
            shell.destroyForcibly();
        }
    }

    private static void look(Path picture) throws IOException {
        MissException.unless(ImageIO.read(picture.toFile()) != null, picture + " is no picture");
    }
}
