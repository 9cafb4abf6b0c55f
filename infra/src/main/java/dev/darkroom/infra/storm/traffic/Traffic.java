package dev.darkroom.infra.storm.traffic;

import dev.darkroom.infra.evidence.EvidenceLog;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open loop of callers: requests come when they come, however slow the answers are. Who got no answer asks again with
 * the same key, as a good client does.
 */
public final class Traffic {

    private static final int RECENT_MAX = 200;
    private static final int COPIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Product product;
    private final Clientele clientele;
    private final Caller caller;
    private final StormSink sink;
    private final Random random;
    private final Deque<Asked> recent = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Post> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private List<String> apis;

    /**
     * Makes the callers.
     *
     * @param seed of all that is left to chance
     */
    public Traffic(Product product, Clientele clientele, EvidenceLog log, StormSink sink, long seed) {
        this.product = product;
        this.clientele = clientele;
        this.sink = sink;
        caller = new Caller(log);
        random = new Random(seed);
        apis = product.stack().ready().apis();
    }

    private record Post(Tenant tenant, Ask ask, String key) {}

    /** What was accepted; a chain is no task, and has pictures only by its steps. */
    private record Asked(Tenant tenant, String job, boolean isChain) {}

    /** Comes and goes for that long, and waits for the last answers. */
    public void run(Duration time, double jobsPerSecond) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (System.nanoTime() < deadline) {
                arrive(callers);
                double pause = -Math.log(1 - random.nextDouble()) / jobsPerSecond;
                Thread.sleep(Duration.ofMillis((long) (1000 * pause)));
            }
        }
    }

    /** One arrival. All that is left to chance is decided here, on one thread, so that a seed says what is asked. */
    private void arrive(ExecutorService callers) {
        Tenant tenant = clientele.next(random);
        int dice = random.nextInt(100);
        if (dice < 12) {
            callOff(callers);
        } else if (dice < 20) {
            look(callers, dice < 16);
        } else {
            Ask ask = Ask.any(random, product.canary(), sink.url(tenant));
            Post post = new Post(tenant, ask, new UUID(random.nextLong(), random.nextLong()).toString());
            int copies = dice < 25 ? COPIES : 1;
            for (int i = 0; i < copies; i++) {
                String api = api();
                callers.execute(() -> send(post, api));
            }
        }
    }

    private void callOff(ExecutorService callers) {
        String api = api();
        someJob().ifPresent(asked -> callers.execute(() -> caller.cancel(asked.tenant(), api, asked.job())));
    }

    private void look(ExecutorService callers, boolean foreign) {
        String api = api();
        someJob().ifPresent(asked -> {
            Tenant reader = foreign ? clientele.other(asked.tenant()) : asked.tenant();
            callers.execute(() -> caller.read(reader, api, asked.job(), foreign ? "foreign" : "get"));
        });
    }

    private void send(Post post, String api) {
        note(post, caller.post(post.tenant(), api, post.ask(), post.key()));
    }

    private void note(Post post, Caller.Reply reply) {
        if (reply.isOpen()) {
            unanswered.add(post);
        } else if (reply.isAccepted()) {
            accepted.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
        reply.accepted().ifPresent(job -> {
            synchronized (recent) {
                recent.addLast(new Asked(post.tenant(), job, post.ask().isChain()));
                if (recent.size() > RECENT_MAX) {
                    recent.removeFirst();
                }
            }
        });
    }

    /** Sends again what got no answer, until all are answered or the time is over. How many are left. */
    public int insist(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!unanswered.isEmpty() && System.nanoTime() < deadline) {
            List<Post> again = new ArrayList<>();
            for (Post post = unanswered.poll(); post != null; post = unanswered.poll()) {
                again.add(post);
            }
            for (Post post : again) {
                send(post, api());
            }
            if (!unanswered.isEmpty()) {
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        return unanswered.size();
    }

    /** Fetches all pictures of the jobs that were accepted last. What did not come, by its job and status. */
    public List<String> missingPictures() {
        List<Asked> jobs;
        synchronized (recent) {
            jobs = recent.stream().distinct().filter(asked -> !asked.isChain()).toList();
        }
        List<String> missing = new ArrayList<>();
        for (Asked asked : jobs) {
            for (Caller.Reply reply : caller.pictures(asked.tenant(), api(), asked.job())) {
                if (!reply.isAccepted()) {
                    missing.add("%s: %s".formatted(asked.job(), reply.status()));
                }
            }
        }
        return missing;
    }

    /** One of the jobs that were accepted last, by a chance of somebody else's. */
    public Optional<String> someJob(Random chance) {
        synchronized (recent) {
            return pick(chance).map(Asked::job);
        }
    }

    private Optional<Asked> someJob() {
        synchronized (recent) {
            return pick(random);
        }
    }

    /** Of the last few rather than of all: those run still. */
    private Optional<Asked> pick(Random chance) {
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        int back = chance.nextInt(Math.min(recent.size(), 10));
        return recent.stream().skip(recent.size() - 1L - back).findFirst();
    }

    private String api() {
        if (product.stack().isReady()) {
            apis = product.stack().ready().apis();
        }
        return apis.get(random.nextInt(apis.size()));
    }

    /** How many requests were accepted; repeats count. */
    public int accepted() {
        return accepted.get();
    }

    /** How many were refused: no money, too many at once. */
    public int refused() {
        return refused.get();
    }
}
