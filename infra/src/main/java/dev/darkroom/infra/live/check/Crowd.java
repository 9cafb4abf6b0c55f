package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Books;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Jobs that were asked for, and what became of them. */
final class Crowd {

    private static final Duration QUIET_MAX = Duration.ofSeconds(150);

    private final Product product;
    private final Tenant tenant;
    private final List<Job> jobs = new ArrayList<>();

    Crowd(Product product, Tenant tenant) {
        this.product = product;
        this.tenant = tenant;
    }

    /** Asks for a job; the answer must be 202. */
    Job post(Order order) {
        List<String> apis = product.stack().ready().apis();
        String api = apis.get(product.random().nextInt(apis.size()));
        try {
            Answer answer = tenant.generate(
                    api, product.body(order, tenant), UUID.randomUUID().toString());
            MissException.unlessEqual(202, answer.status(), "the answer to a POST");
            Job job = new Job(tenant, order, answer.text("task_id"));
            add(job);
            return job;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(Job job) {
        jobs.add(job);
    }

    synchronized List<Job> jobs() {
        return List.copyOf(jobs);
    }

    Tenant tenant() {
        return tenant;
    }

    /** How many have not ended. */
    long open() {
        return product.books()
                .count("SELECT COUNT(*) FROM job j JOIN tenant t ON t.id = j.tenant_id WHERE t.name = '%s'"
                                .formatted(tenant.name())
                        + " AND j.state IN ('PENDING', 'QUEUED', 'RUNNING')");
    }

    /**
     * Waits until all have ended, and looks at each: its end, its money, its pictures; then at the books.
     *
     * @return what was seen
     */
    String endsWell() {
        Patience.until("the end of all jobs", QUIET_MAX, () -> open() == 0);
        Pictures pictures = new Pictures();
        for (Job job : jobs()) {
            pictures.check(product, job);
        }
        int told = product.sink().toldOf(tenant.name(), jobs());
        product.books().check();
        return "%d jobs ended as they must, %d pictures looked at, %d webhooks arrived, %d rules of the books hold"
                .formatted(jobs().size(), pictures.seen(), told, Books.size());
    }
}
