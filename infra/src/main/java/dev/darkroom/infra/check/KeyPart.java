package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.api.core.IdempotencyKey;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client was told of one idempotency key, however often it sent it. */
final class KeyPart implements LogPart {

    static final Rule ONE = Rule.always("I6.key", "a key is one job, and that which the key says");
    static final Rule REPLIES = Rule.always("I6.replies", "every yes to a key has the same bytes");
    static final Rule REFUSED = Rule.always("I21.refused", "a request that was only ever refused has left no job");

    private static final Set<Integer> REFUSALS = Set.of(402, 429, 503);

    private final LogFile log;
    private final Jobs jobs;
    private final Path temporary;

    KeyPart(Path file, Jobs jobs, Path temporary) {
        log = new LogFile(file);
        this.jobs = jobs;
        this.temporary = temporary;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ONE, REPLIES, REFUSED);
    }

    @Override
    public void run(Findings findings) throws IOException {
        Batch refused = new Batch(jobs, (asked, booked) -> left(asked, booked, findings));
        log.grouped(KeyPart::name, temporary, posts -> look(posts, refused, findings));
        refused.finish();
    }

    /** Tenant and key of a post; nothing of any other line. */
    private static String name(Line line) {
        return line.word("what").equals("post") && !line.word("key").isEmpty()
                ? line.word("tenant") + "\n" + line.word("key")
                : "";
    }

    private static void look(List<Line> posts, Batch refused, Findings findings) {
        Line first = posts.getFirst();
        Optional<String> due = job(first);
        List<Line> yes = posts.stream().filter(Line::isYes).toList();
        Set<String> told = yes.stream()
                .flatMap(line -> Jobs.of(line).stream())
                .map(JobId::text)
                .collect(Collectors.toSet());
        if (told.size() > 1 || !due.map(Set::of).orElse(Set.of()).containsAll(told)) {
            findings.add(ONE, "%s of %s named %s".formatted(first.word("key"), first.word("tenant"), told));
        }
        long replies = yes.stream()
                .flatMap(line -> line.text("body_sha256").stream())
                .distinct()
                .count();
        if (replies > 1) {
            findings.add(
                    REPLIES,
                    "%s of %s was answered in %d ways".formatted(first.word("key"), first.word("tenant"), replies));
        }
        if (posts.stream().allMatch(line -> REFUSALS.contains(line.status()))) {
            due.ifPresent(job -> refused.add(new Batch.Asked(job, first.word("key"), first)));
        }
    }

    private static Optional<String> job(Line post) {
        return IdempotencyKey.of(post.word("key"))
                .map(key -> key.job(TenantId.of(post.word("tenant"))).text());
    }

    private static void left(Batch.Asked asked, Jobs.@Nullable Booked booked, Findings findings) {
        if (booked != null) {
            findings.add(
                    REFUSED,
                    "%s of key %s is %s, answered %d"
                            .formatted(
                                    asked.job(),
                                    asked.about(),
                                    booked.state(),
                                    asked.line().status()));
        }
    }
}
