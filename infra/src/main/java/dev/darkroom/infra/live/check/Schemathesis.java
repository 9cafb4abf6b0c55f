package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.tool.PythonTools;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Requests that schemathesis makes up from the OpenAPI document of each surface, good ones and bad ones: no answer is a
 * 5xx, undocumented, or other than its schema. Then all jobs that came of them have ended, and the books hold.
 */
public final class Schemathesis implements Check {

    private static final List<String> SURFACES = List.of("native", "vrex", "apiframe", "gptimage2", "qolaba", "openai");
    private static final String CONFIG = "infra/src/main/resources/live/schemathesis/schemathesis.toml";
    // Six times this and the starts between them are less than three minutes.
    private static final int SECONDS_EACH = 25;
    private static final Duration TIME_MAX = Duration.ofMinutes(1);
    private static final Duration QUIET_MAX = Duration.ofMinutes(2);
    private static final int CREDIT_USD = 100_000;
    private static final int SEED_MAX = 1_000_000;

    @Override
    public String claim() {
        return "nothing that schemathesis makes up from the OpenAPI documents gets a 5xx or an undocumented answer";
    }

    @Override
    public String run(Product product) throws IOException {
        PythonTools tools = PythonTools.install(product.home());
        Tenant tenant = product.stack().tenant("schemathesis", CREDIT_USD);
        int seed = product.random().nextInt(SEED_MAX);
        Path folder = Files.createDirectories(product.beside("schemathesis"));
        List<String> seen = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String surface : SURFACES) {
            Run run = new Run(product, tools, tenant, surface);
            SchemathesisReport report = run.all(seed);
            seen.add("%s %d/%d".formatted(surface, report.requests(), report.operations()));
            report.faults().forEach(fault -> faults.add("%s: %s".formatted(surface, fault)));
            run.stillUnseen(report.unseen())
                    .forEach(
                            operation -> faults.add("%s: %s: no request was accepted, so its good answer was never seen"
                                    .formatted(surface, operation)));
        }
        MissException.unless(
                faults.isEmpty(),
                "seed %d, logs in %s%n                  %s"
                        .formatted(seed, folder, String.join("%n                  ".formatted(), faults)));
        Crowd crowd = new Crowd(product, tenant);
        Patience.until("the end of all jobs", QUIET_MAX, () -> crowd.open() == 0);
        product.books().check();
        return "requests/operations: %s; seed %d".formatted(String.join(", ", seen), seed);
    }

    /**
     * One document.
     *
     * @param surface the document's name
     */
    private record Run(Product product, PythonTools tools, Tenant tenant, String surface) {

        /** Examples, coverage and fuzzing, until the time is over. */
        SchemathesisReport all(int seed) throws IOException {
            return report(surface, "--seed", Integer.toString(seed), "--max-time", Integer.toString(SECONDS_EACH));
        }

        /** Which of these operations take not even the document's own examples: time or a mistake may have hidden it. */
        List<String> stillUnseen(List<String> unseen) throws IOException {
            if (unseen.isEmpty()) {
                return unseen;
            }
            List<String> examples =
                    report(surface + "-examples", "--phases", "examples").unseen();
            return unseen.stream().filter(examples::contains).toList();
        }

        private SchemathesisReport report(String name, String... how) throws IOException {
            Path folder = product.beside("schemathesis");
            Program.Ended ended = program(folder, name, how).run(folder.resolve(name));
            Path report = folder.resolve(name + ".json");
            MissException.unless(
                    Files.exists(report), "%s: schemathesis did not begin, see %s".formatted(name, ended.complaints()));
            return new SchemathesisReport(StrictJson.read(Files.readAllBytes(report)), ended.said());
        }

        private Program program(Path folder, String name, String... how) {
            String api = product.stack().ready().apis().getFirst();
            List<String> command = new ArrayList<>(List.of(
                    tools.binary("schemathesis"),
                    "--config-file",
                    product.home().resolve(CONFIG).toString(),
                    "run",
                    "%s/openapi/%s.yml".formatted(api, surface),
                    "--origin",
                    api,
                    "--report",
                    "json",
                    "--report-json-path",
                    name + ".json"));
            command.addAll(List.of(how));
            return new Program(command, folder, Map.of("KEY", tenant.key()), TIME_MAX);
        }
    }
}
