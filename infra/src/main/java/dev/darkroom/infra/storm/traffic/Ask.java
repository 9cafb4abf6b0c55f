package dev.darkroom.infra.storm.traffic;

import dev.darkroom.infra.live.world.Order;
import java.util.List;
import java.util.Random;

/**
 * A request for a job.
 *
 * @param surface whose path it is
 * @param body JSON
 */
record Ask(String surface, String path, String body) {

    private static final List<String> MODELS_OF_APIFRAME = List.of("flux-1.1-pro", "nano-banana");
    // A shore of 32 by 32 pixels.
    private static final String PHOTO = "data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAMUlEQVR42mPQiFpAU8QwasGoBaMWjFow"
            + "asGoBaMWEGWBTY8bTdGoBaMWjFowagERCAC1LGo9na+IrAAAAABJRU5ErkJggg==";
    private static final List<String> DELAYS = List.of("0.2s", "0.5s", "1s", "3s");

    /**
     * One of every kind there is.
     *
     * @param canary a word that nobody but the caller and the database may ever see
     * @param webhookUrl where to tell of the end
     */
    static Ask any(Random random, String canary, String webhookUrl) {
        int dice = random.nextInt(100);
        if (dice < 24) {
            return new Ask("native", "/v1/images/generations", Order.any(random).body(canary, webhookUrl));
        }
        if (dice < 42) {
            return new Ask("native", "/v1/images/generations", """
                {"prompt": "a harbour, %s {upstream: delay=%s}", "model": "flux-1.1-pro", "n": %d,\
                 "webhook_url": "%s"}\
                """.formatted(
                            canary, delay(random), 1 + random.nextInt(3), webhookUrl));
        }
        if (dice < 50) {
            return new Ask(
                    "native", "/v1/images/image-to-image", """
                        {"prompt": "at dusk, %s {sandbox: delay=%s}", "image": {"type": "data_uri", "data_uri": "%s"},\
                         "webhook_url": "%s"}\
                        """.formatted(canary, delay(random), PHOTO, webhookUrl));
        }
        if (dice < 60) {
            return chain(random, canary, webhookUrl);
        }
        String prompt = "a harbour, %s {sandbox: delay=%s}".formatted(canary, delay(random));
        if (dice < 65) {
            return new Ask("vrex", "/api/v1/images", """
                {"prompt": "%s", "n": %d, "size": "1024x1024", "webhook_url": "%s"}\
                """.formatted(prompt, 1 + random.nextInt(2), webhookUrl));
        }
        if (dice < 72) {
            String model = MODELS_OF_APIFRAME.get(random.nextInt(MODELS_OF_APIFRAME.size()));
            return new Ask("apiframe", "/v2/images/generate", """
                {"prompt": "%s", "model": "%s", "webhookUrl": "%s"}\
                """.formatted(prompt, model, webhookUrl));
        }
        if (dice < 82) {
            return new Ask("gptimage2", "/api/ai/image/generate", """
                {"prompt": "%s", "model": "gpt-image-2", "aspectRatio": "4:5"}\
                """.formatted(prompt));
        }
        if (dice < 91) {
            return new Ask("qolaba", "/api/v1/images/generate", """
                {"prompt": "%s", "model": "vertex/nano-banana-flash", "celery": true}\
                """.formatted(prompt));
        }
        return new Ask("openai", "/openai/v1/images/generations", """
            {"prompt": "%s", "model": "gpt-image-1"}\
            """.formatted(prompt));
    }

    boolean isChain() {
        return surface.equals("chain");
    }

    private static Ask chain(Random random, String canary, String webhookUrl) {
        String delay = "{sandbox: delay=%s}".formatted(delay(random));
        String fails = random.nextInt(5) == 0 ? "{sandbox: fail=rejected}" : delay;
        return new Ask("chain", "/v1/chains", """
            {"on_failure": "%s", "webhook_url": "%s", "steps": [
              {"name": "base", "prompt": "a lake, %s %s"},
              {"name": "warm", "prompt": "warmer %s", "images": [{"type": "step", "step": "base"}]},
              {"name": "cold", "prompt": "colder %s", "images": [{"type": "step", "step": "base"}]}]}\
            """.formatted(
                        random.nextBoolean() ? "stop" : "continue", webhookUrl, canary, delay, fails, delay));
    }

    private static String delay(Random random) {
        return DELAYS.get(random.nextInt(DELAYS.size()));
    }
}
