package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the documents of the five other APIs tell their readers to run, with another base URL and key, and what they show
 * as its answer. Where a document says a request in words alone, the snippet's first line says so.
 */
public final class SourceSnippets implements Check {

    private final Callers callers;

    public SourceSnippets(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String claim() {
        return "what the five source documents print can be run, and is answered as they show";
    }

    @Override
    public String run(Product product) throws IOException {
        SnippetShell shell = new SnippetShell(product, callers.paying(product));
        int pictures = vrex(shell) + apiframe(shell) + stratizon(shell) + gptImage2(shell) + qolaba(shell);
        return "%s; %d pictures looked at".formatted(String.join(", ", shell.ran()), pictures);
    }

    private static int vrex(SnippetShell shell) throws IOException {
        Said submitted = shell.run("vrex/submit.sh", Map.of()).is(202, "status", "estimated_cost_usd");
        String id = submitted.text("id");
        MissException.unlessEqual("/api/v1/images/" + id, submitted.text("poll_url"), "vrex: poll_url");
        Said done = shell.until(
                        "vrex/poll.sh",
                        Map.of("ID", id),
                        said -> !said.text("completed_at").isEmpty())
                .is(200, "status", "n", "size", "model", "cost_usd", "actual_cost_usd");
        return look(List.of(done.text("image_urls.0")));
    }

    private static int apiframe(SnippetShell shell) throws IOException {
        Map<String, String> once = Map.of("ONCE", UUID.randomUUID().toString());
        Said first = shell.run("apiframe/generate.sh", once).is(202, "status");
        Said again = shell.run("apiframe/generate.sh", once).is(202, "status");
        MissException.unlessEqual(first.json(), again.json(), "apiframe: the same Idempotency-Key");
        Said done = shell.until(
                        "apiframe/job.sh",
                        Map.of("ID", first.text("jobId")),
                        said -> said.text("status").matches("COMPLETED|FAILED"))
                .is(200, "status", "model");
        return look(List.of(done.text("result.images.0")));
    }

    private static int stratizon(SnippetShell shell) throws IOException {
        Said done = shell.run("stratizon/text_to_image.py", Map.of())
                .is(200, "status", "billing.charged_credits", "billing.refunded_credits");
        return look(urls(done, "output.images"));
    }

    /** The document shows 12 credits for a model that costs 3 in its own table, which is what counts. */
    private static int gptImage2(SnippetShell shell) {
        Said _ = shell.run("gptimage2/unauthorized.sh", Map.of()).is(401, "error");
        Said accepted = shell.run("gptimage2/generate.sh", Map.of()).is(200, "status");
        MissException.unlessEqual("3", accepted.text("creditsUsed"), "gptimage2: creditsUsed");
        return 0;
    }

    private static int qolaba(SnippetShell shell) throws IOException {
        Said waited = shell.run("qolaba/generate.sh", Map.of())
                .is(
                        200,
                        "prompt",
                        "images.0.width",
                        "images.0.height",
                        "images.0.content_type",
                        "usage.images_generated",
                        "usage.cost_usd",
                        "usage.cost_credits");
        Said polled = shell.run("qolaba/poll.mjs", Map.of()).is(200, "status", "output.images.0.content_type");
        return look(urls(waited, "images")) + look(urls(polled, "output.images"));
    }

    private static List<String> urls(Said said, String images) {
        return Json.at(said.json(), images) instanceof JsonValue.Arr array
                ? array.items().stream().map(image -> Json.text(image, "url")).toList()
                : List.of();
    }

    private static int look(List<String> urls) throws IOException {
        for (String url : urls) {
            Answer file = Tenant.download(url);
            MissException.unlessEqual(200, file.status(), "a picture's URL");
            String _ = Image.format(file.body());
        }
        return urls.size();
    }
}
