package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.check.Check;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Hostile requests to both APIs of a stack of its own, as nobody's library would send them; then slow clients by the hundred. */
public final class HostileInputs implements Check {

    private static final int CREDIT_USD = 1000;
    private static final int AT_ONCE = 6;
    private static final int SHOWN_MAX = 25;
    private static final int GROWTH_PERCENT_MAX = 20;
    private static final int HUNDRED = 100;
    private static final Duration END_MAX = Duration.ofSeconds(30);

    @Override
    public String claim() {
        return "hostile requests are refused, leave nothing and cost no memory; slow clients by the hundred hold up"
                + " nobody";
    }

    @Override
    public String run(Product product) throws IOException {
        Stack stack = HostileStack.beside(product);
        try {
            stack.start();
            return run(stack);
        } finally {
            stack.abandon();
        }
    }

    private static String run(Stack stack) throws IOException {
        Tenant hostile = stack.tenant("hostile", CREDIT_USD);
        Tenant honest = stack.tenant("honest", CREDIT_USD);
        String readKey = Json.text(stack.operator("key", "add", "hostile", "--scopes", "images:read", "--json"), "key");
        List<String> apis = stack.ready().apis();
        List<Long> pids = stack.ready().pids("api");
        Attacker attacker = new Attacker(hostile.key(), ended(stack, honest));
        Traces before = Traces.of(stack);
        int sent = probe(apis, attacker, readKey, honest.key());
        Traces.of(stack).unchangedSince(before, sent + " requests");
        Floods floods = new Floods(new Wire(apis.getFirst()), attacker, honest.key());
        String noticed = floods.run();
        Traces.of(stack).unchangedSince(before, "floods");
        List<Long> warm = Memory.held(pids);
        probe(apis, attacker, readKey, honest.key());
        floods.bodies();
        List<Long> after = Memory.held(pids);
        for (int i = 0; i < pids.size(); i++) {
            MissException.unless(
                    after.get(i) * HUNDRED <= warm.get(i) * (HUNDRED + GROWTH_PERCENT_MAX),
                    "an API holds %d MiB, and held %d".formatted(after.get(i), warm.get(i)));
        }
        MissException.unlessEqual(pids, stack.ready().pids("api"), "the processes of the APIs");
        stack.books().check();
        return "%d requests twice; %s; MiB that the APIs hold, before and after: %s, %s"
                .formatted(sent, noticed, warm, after);
    }

    /** Another tenant's task, which has ended. */
    private static String ended(Stack stack, Tenant tenant) throws IOException {
        String api = stack.ready().apis().getFirst();
        Answer accepted = tenant.generate(api, Attacker.FINE, "honest-1");
        MissException.unlessEqual(202, accepted.status(), "the answer to an honest request");
        String task = accepted.text("task_id");
        Patience.until("the end of the honest task", END_MAX, () -> {
            try {
                return !tenant.get(api + "/v1/tasks/" + task)
                        .text("completed_at")
                        .isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return task;
    }

    /** Sends every probe to every API, and misses where an answer is not as it must be. */
    private static int probe(List<String> apis, Attacker attacker, String readKey, String otherKey) {
        List<Probe> probes = Stream.of(
                        UrlProbes.all(attacker),
                        ImageProbes.all(attacker),
                        JsonProbes.all(attacker),
                        TextProbes.all(attacker),
                        FramingProbes.all(attacker),
                        KeyProbes.all(attacker, readKey, otherKey),
                        PlatformProbes.all(attacker))
                .flatMap(part -> part)
                .toList();
        List<Future<List<String>>> answers = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (String api : apis) {
                Wire wire = new Wire(api);
                probes.forEach(probe -> answers.add(senders.submit(() -> faults(wire, probe))));
            }
            for (Future<List<String>> answer : answers) {
                faults.addAll(answer.get());
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new MissException("a request could not be sent: " + e);
        }
        MissException.unless(
                faults.isEmpty(),
                "%d faults%n                  %s"
                        .formatted(
                                faults.size(),
                                String.join(
                                        "%n                  ".formatted(),
                                        faults.subList(0, Math.min(SHOWN_MAX, faults.size())))));
        return answers.size();
    }

    private static List<String> faults(Wire wire, Probe probe) throws IOException {
        Heard heard = wire.exchange(probe.text());
        return Judge.faults(probe, heard).stream()
                .map(fault -> probe + ": " + fault)
                .toList();
    }
}
