package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.tool.NodeTools;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;

/** OpenAI's own client for JavaScript. */
public final class NodeClient implements Check {

    private final Callers callers;

    public NodeClient(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String claim() {
        return "OpenAI's client for JavaScript (npm) works, told nothing but a base URL and a key";
    }

    @Override
    public String run(Product product) throws IOException {
        NodeTools tools = NodeTools.install(product.home());
        return OfficialClient.run(tools.program(
                OfficialClient.program(product, "openai-images.mjs"),
                product.beside("node-client"),
                OfficialClient.environment(product, callers),
                OfficialClient.TIME_MAX));
    }
}
