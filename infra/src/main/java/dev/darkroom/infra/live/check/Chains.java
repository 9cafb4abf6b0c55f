package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Chains of six steps: a base, two branches of two steps, and a join. */
final class Chains {

    static final List<String> STEPS = List.of("base", "warm", "warm-flip", "cold", "cold-flip", "join");

    private static final Duration END_MAX = Duration.ofSeconds(150);
    private static final int CREDITS_FULL = 350;

    private final Product product;
    private final Tenant tenant;

    Chains(Product product, Tenant tenant) {
        this.product = product;
        this.tenant = tenant;
    }

    /** Asks for one, every step of which takes so long. */
    String post(String delay) throws IOException {
        return post(delay, "");
    }

    /**
     * Asks for one that goes on after a failure.
     *
     * @param warm what else the sandbox is told for the step of that name
     */
    String post(String delay, String warm) throws IOException {
        String directive = "{sandbox: delay=%s}".formatted(delay);
        String warmDirective = "{sandbox: delay=%s %s}".formatted(delay, warm);
        Answer taken = tenant.post(api() + "/v1/chains", """
            {"on_failure": "continue", "steps": [
              {"name": "base", "prompt": "a lake, %1$s %2$s"},
              {"name": "warm", "prompt": "warmer %3$s", "images": [{"type": "step", "step": "base"}]},
              {"name": "warm-flip", "prompt": "flip it %2$s", "images": [{"type": "step", "step": "warm"}]},
              {"name": "cold", "prompt": "colder %2$s", "images": [{"type": "step", "step": "base"}]},
              {"name": "cold-flip", "prompt": "flip it vertically %2$s", "images": [{"type": "step", "step": "cold"}]},
              {"name": "join", "prompt": "side by side %2$s", "images": [
                {"type": "step", "step": "warm-flip"}, {"type": "step", "step": "cold-flip"}]}]}\
            """.formatted(product.canary(), directive, warmDirective));
        MissException.unlessEqual(202, taken.status(), "the answer to a chain");
        return taken.text("task_id");
    }

    /** Reads one until it has ended. */
    Answer ended(String task) {
        return Patience.await("the end of a chain", END_MAX, () -> {
            Answer read = read(task);
            return read.text("completed_at").isEmpty() ? Optional.empty() : Optional.of(read);
        });
    }

    Answer read(String task) {
        try {
            return tenant.get(api() + "/v1/tasks/" + task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The workflow of a task. */
    static String workflowId(String task) {
        String hex = task.substring("task_".length());
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    Tenant tenant() {
        return tenant;
    }

    String api() {
        return product.stack().ready().apis().getFirst();
    }

    /** Misses where a chain did not make its pictures out of each other, or did not cost what it promised. */
    void madeAll(Answer chain) throws IOException {
        MissException.unlessEqual("succeeded", chain.text("status"), "the end of a chain");
        MissException.unlessEqual(
                CREDITS_FULL, (int) Double.parseDouble(chain.text("billing.charged_credits")), "what a chain costs");
        MissException.unlessEqual(
                0, (int) Double.parseDouble(chain.text("billing.refunded_credits")), "what a chain gives back");
        for (String step : STEPS) {
            String path = path(step) + ".output.images.0.url";
            Answer file = Tenant.download(chain.text(path));
            MissException.unlessEqual(200, file.status(), "the picture of a step");
            String _ = Image.format(file.body());
        }
        worksFrom(chain, "join", 0, "warm-flip");
        worksFrom(chain, "join", 1, "cold-flip");
        worksFrom(chain, "cold", 0, "base");
    }

    private static void worksFrom(Answer chain, String step, int input, String source) {
        MissException.unlessEqual(
                chain.text(path(source) + ".output.images.0.artifact_id"),
                chain.text("%s.input.images.%d.artifact_id".formatted(path(step), input)),
                "what %s works from".formatted(step));
    }

    private static String path(String step) {
        return "steps."
                + IntStream.range(0, STEPS.size())
                        .filter(index -> STEPS.get(index).equals(step))
                        .findFirst()
                        .orElseThrow();
    }
}
