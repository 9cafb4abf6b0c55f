package dev.darkroom.infra.live.world;

import java.util.List;
import java.util.Random;

/**
 * A request, and how it must end.
 *
 * @param directives what the sandbox is told
 * @param images how many are asked for
 * @param status how the job must end
 * @param delivered how many images must come of it
 */
public record Order(String directives, int images, String status, int delivered) {

    private static final List<String> SLOW = List.of("0.2s", "0.5s", "1s", "2s", "4s");

    /** One image, without any fault, after that time. */
    public static Order plain(String delay) {
        return new Order("delay=" + delay, 1, "succeeded", 1);
    }

    /** One of every kind there is, most of them without a fault. */
    public static Order any(Random random) {
        String delay = SLOW.get(random.nextInt(SLOW.size()));
        int dice = random.nextInt(20);
        if (dice < 10) {
            return plain(delay);
        }
        if (dice < 13) {
            return new Order("delay=" + delay, 3, "succeeded", 3);
        }
        String also = "delay=" + delay + " ";
        return switch (dice) {
            case 13, 14 -> new Order(also + "deliver=2", 4, "succeeded", 2);
            case 15 -> new Order(also + "filter=1", 2, "succeeded", 1);
            case 16 -> new Order(also + "fail=rejected", 2, "failed", 0);
            case 17 -> new Order(also + "fail=corrupt", 1, "failed", 0);
            case 18 -> new Order(also + "fail=empty", 2, "failed", 0);
            default -> new Order(also + "fail=unavailable", 1, "failed", 0);
        };
    }

    /**
     * The request's body.
     *
     * @param canary a word that nobody but the caller and the database may ever see
     * @param webhookUrl where to tell of its end
     */
    public String body(String canary, String webhookUrl) {
        return """
            {"prompt": "a lake, %1$s {sandbox: %2$s}", "n": %3$d, "metadata": {"note": "%1$s"},\
             "webhook_url": "%4$s"}\
            """.formatted(canary, directives, images, webhookUrl);
    }
}
