package dev.darkroom.infra.live.check;

import dev.darkroom.infra.docs.Snippets;
import dev.darkroom.infra.live.receiver.ReceiverTrial;
import dev.darkroom.infra.live.receiver.SignedRequest;
import dev.darkroom.infra.live.tool.NodeTools;
import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.tool.PythonTools;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The receivers of the webhooks page that need packages of PyPI and npm. Every build tries the others. */
public final class WebhookReceivers implements Check {

    private static final Duration TIME_MAX = Duration.ofMinutes(1);
    private static final String PAGE = "infra/docs/webhooks.md";
    // Asks the page's function about the right signature, then about three that are not.
    private static final String QUESTIONS = """

        import os
        key, body, signature = os.environ["KEY"], os.environ["BODY"].encode(), os.environ["SIGNATURE"]
        print(sent_by_darkroom(key, body, signature), sent_by_darkroom(key, body + b" ", signature),
              sent_by_darkroom(key + "x", body, signature), sent_by_darkroom(key, body, "\\u00e9"))
        """;

    @Override
    public String claim() {
        return "the webhook page's receivers in Python and JavaScript take what is signed, once, and nothing else";
    }

    @Override
    public String run(Product product) throws IOException {
        PythonTools python = PythonTools.install(product.home());
        NodeTools node = NodeTools.install(product.home());
        Path folder = product.beside("webhook-receivers");
        int sent = ReceiverTrial.run(
                python.program(save(product, "receiver.py", ""), folder.resolve("python"), Map.of(), TIME_MAX));
        sent += ReceiverTrial.run(
                node.program(save(product, "receiver.mjs", ""), folder.resolve("node"), Map.of(), TIME_MAX));
        apiframe(python, save(product, "apiframe.py", QUESTIONS), folder.resolve("apiframe"));
        return "%d requests to two receivers, and apiframe's header".formatted(sent);
    }

    private static void apiframe(PythonTools python, Path file, Path folder) {
        String key = "sk-dr-receiver";
        String body = "{\"event\": \"completed\"}";
        Map<String, String> environment =
                Map.of("KEY", key, "BODY", body, "SIGNATURE", SignedRequest.apiframe(key, body));
        Program.Ended ended =
                python.program(file, folder, environment, TIME_MAX).run(file.resolveSibling("apiframe"));
        MissException.unlessEqual("True False False False", ended.lastLine(), "apiframe's signature");
    }

    private static Path save(Product product, String name, String more) throws IOException {
        Map<String, String> files = Snippets.files(product.home().resolve(PAGE));
        String text = Objects.requireNonNull(files.get(name), name);
        Path folder = Files.createDirectories(product.beside("webhook-receivers"));
        return Files.writeString(folder.resolve(name), text + more);
    }
}
