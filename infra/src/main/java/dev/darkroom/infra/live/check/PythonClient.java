package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.tool.PythonTools;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;

/** OpenAI's own client for Python. */
public final class PythonClient implements Check {

    private final Callers callers;

    public PythonClient(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String claim() {
        return "OpenAI's client for Python (PyPI) works, told nothing but a base URL and a key";
    }

    @Override
    public String run(Product product) throws IOException {
        PythonTools tools = PythonTools.install(product.home());
        return OfficialClient.run(tools.program(
                OfficialClient.program(product, "openai_images.py"),
                product.beside("python-client"),
                OfficialClient.environment(product, callers),
                OfficialClient.TIME_MAX));
    }
}
