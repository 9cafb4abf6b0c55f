package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** API processes are killed while callers post. What was answered 202 is there; what was not is whole or absent. */
public final class ApiKills implements Check {

    private static final int CREDIT_USD = 1000;
    private static final int KILLS = 6;
    private static final int POSTERS = 4;
    private static final Duration BETWEEN_POSTS = Duration.ofMillis(400);
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(2500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Order ORDER = Order.plain("0.2s");

    /** By idempotency key: the task that was answered; empty where no answer came. */
    private final Map<String, Optional<String>> posted = new ConcurrentHashMap<>();

    @Override
    public String claim() {
        return "%d times kill -9 of an API during posts: every 202 is there, the rest whole or absent".formatted(KILLS);
    }

    @Override
    public String run(Product product) {
        Tenant tenant = product.stack().tenant("api-kills", CREDIT_USD);
        List<String> apis = product.stack().ready().apis();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService posters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < POSTERS; i++) {
                String api = apis.get(i % apis.size());
                posters.execute(() -> keepPosting(product, tenant, api, enough));
            }
            try {
                for (int i = 0; i < KILLS; i++) {
                    Patience.sleep(BETWEEN_KILLS);
                    List<Long> pids = product.stack().ready().pids("api");
                    Signals.kill(pids.get(i % pids.size()));
                    product.books().check();
                }
            } finally {
                enough.set(true);
            }
        }
        long answered = posted.values().stream().filter(Optional::isPresent).count();
        MissException.unless(
                answered > 0 && answered < posted.size(),
                "no kill met a post: %d of %d were answered".formatted(answered, posted.size()));
        return "%d posts, %d without an answer; ".formatted(posted.size(), posted.size() - answered)
                + postAgain(product, tenant).endsWell();
    }

    private void keepPosting(Product product, Tenant tenant, String api, AtomicBoolean enough) {
        while (!enough.get()) {
            String key = UUID.randomUUID().toString();
            try {
                Answer answer = tenant.generate(api, product.body(ORDER, tenant), key);
                posted.put(key, Optional.of(answer.text("task_id")).filter(id -> answer.status() == 202));
            } catch (IOException e) {
                posted.put(key, Optional.empty());
            }
            Patience.sleep(BETWEEN_POSTS);
        }
    }

    /** The same posts once more: none may become a second job, and those that were answered are answered alike. */
    private Crowd postAgain(Product product, Tenant tenant) {
        Crowd crowd = new Crowd(product, tenant);
        posted.forEach((key, task) -> {
            String again = Patience.await("an answer", ANSWER_MAX, () -> answer(product, tenant, key));
            task.ifPresent(first -> MissException.unlessEqual(first, again, "the task of a repeated post"));
            crowd.add(new Job(tenant, ORDER, again));
        });
        long rows = product.books()
                .count("SELECT COUNT(*) FROM job j JOIN tenant t ON t.id = j.tenant_id WHERE t.name = '%s'"
                        .formatted(tenant.name()));
        MissException.unlessEqual((long) posted.size(), rows, "jobs of so many idempotency keys");
        return crowd;
    }

    private static Optional<String> answer(Product product, Tenant tenant, String key) {
        try {
            String api = product.stack().ready().apis().getFirst();
            Answer answer = tenant.generate(api, product.body(ORDER, tenant), key);
            return Optional.of(answer.text("task_id")).filter(id -> answer.status() == 202);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
