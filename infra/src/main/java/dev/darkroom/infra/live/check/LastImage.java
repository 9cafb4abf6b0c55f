package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Many callers want the last image that a wallet can pay for, over two API processes at once. */
public final class LastImage implements Check {

    private static final int POSTS = 100;
    // A dollar buys 20 images of 50 credits; what is left pays for one.
    private static final int SPENT_BEFORE = 19;
    private static final int IMAGES_MAX = 4;

    @Override
    public String claim() {
        return "%d posts at once for the last image of a wallet: one 202, the others 402".formatted(POSTS);
    }

    @Override
    public String run(Product product) throws IOException {
        Tenant tenant = product.stack().tenant("last-image", 1);
        Crowd crowd = new Crowd(product, tenant);
        for (int left = SPENT_BEFORE; left > 0; left -= IMAGES_MAX) {
            int images = Math.min(left, IMAGES_MAX);
            crowd.post(new Order("delay=0s", images, "succeeded", images));
        }
        String _ = crowd.endsWell();
        List<Answer> answers = rush(product, tenant);
        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        Map<String, Long> codes = answers.stream()
                .filter(answer -> answer.status() != 202)
                .collect(Collectors.groupingBy(
                        answer -> "%d %s".formatted(answer.status(), answer.text("error.code")),
                        TreeMap::new,
                        Collectors.counting()));
        MissException.unlessEqual(1, accepted.size(), "answers 202");
        MissException.unlessEqual(Map.of("402 INSUFFICIENT_CREDITS", POSTS - 1L), codes, "the other answers");
        crowd.add(new Job(tenant, Order.plain("0s"), accepted.getFirst().text("task_id")));
        return crowd.endsWell();
    }

    private static List<Answer> rush(Product product, Tenant tenant) {
        List<String> apis = product.stack().ready().apis();
        String body = product.body(Order.plain("0s"), tenant);
        List<Future<Answer>> waiting = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < POSTS; i++) {
                String api = apis.get(i % apis.size());
                waiting.add(callers.submit(
                        () -> tenant.generate(api, body, UUID.randomUUID().toString())));
            }
            for (Future<Answer> answer : waiting) {
                answers.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw new MissException("a post was not answered: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
        return answers;
    }
}
