package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.tool.NodeTools;
import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.tool.PythonTools;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Runs the snippets of the source documents against the product. */
final class SnippetShell {

    /** Where they are, in the source tree. */
    static final String SNIPPETS = "infra/src/main/resources/live/snippets";

    private static final Duration TIME_MAX = Duration.ofMinutes(1);

    private final Product product;
    private final Tenant tenant;
    private final Path snippets;
    private final TreeSet<String> ran = new TreeSet<>();
    private int times;

    SnippetShell(Product product, Tenant tenant) {
        this.product = product;
        this.tenant = tenant;
        snippets = product.home().resolve(SNIPPETS);
    }

    /** The files that were run. */
    List<String> ran() {
        return List.copyOf(ran);
    }

    /**
     * Runs one to its end.
     *
     * @param file like {@code vrex/poll.sh}
     * @param more what it needs beside base URL and key
     * @return the last answer that it got
     */
    Said run(String file, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BASE", product.stack().ready().apis().getFirst());
        environment.put("KEY", tenant.key());
        environment.put("CURL_HOME", snippets.toString());
        Path folder = product.beside("snippets");
        Program.Ended ended = program(file, folder, environment).run(folder.resolve("%02d".formatted(times++)));
        MissException.unless(
                ended.code() == 0, "%s failed: %s (%s)".formatted(file, ended.lastWord(), ended.complaints()));
        ran.add(file);
        return Said.read(snippets.resolve(file), ended.said());
    }

    /** Runs one again and again, until its answer is so. */
    Said until(String file, Map<String, String> more, Predicate<Said> so) {
        return Patience.await(
                "the end in " + file,
                TIME_MAX,
                () -> Optional.of(run(file, more)).filter(so));
    }

    private Program program(String file, Path folder, Map<String, String> environment) {
        Path snippet = snippets.resolve(file);
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".sh" -> {
                MissException.unless(Program.isHere("curl"), "NO SNIPPET WAS TRIED: there is no curl on this machine");
                yield new Program(List.of("bash", "-eu", snippet.toString()), folder, environment, TIME_MAX);
            }
            case ".py" -> PythonTools.install(product.home()).program(snippet, folder, environment, TIME_MAX);
            case ".mjs" -> NodeTools.install(product.home()).program(snippet, folder, environment, TIME_MAX);
            default -> throw new IllegalArgumentException("nothing runs " + file);
        };
    }
}
