package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.api.http.JobIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider took. */
final class UpstreamPart implements LogPart {

    static final Rule ONCE = Rule.always("I14.once", "of one job a provider takes work once, by whichever route");
    static final Rule BOOKED = Rule.always("I14.booked", "what a provider took is in the books, as sent there");

    private final LogFile log;
    private final Jobs jobs;
    private final Path temporary;

    UpstreamPart(Path file, Jobs jobs, Path temporary) {
        log = new LogFile(file);
        this.jobs = jobs;
        this.temporary = temporary;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ONCE, BOOKED);
    }

    @Override
    public void run(Findings findings) throws IOException {
        Batch batch = new Batch(jobs, (asked, booked) -> compare(asked, booked, findings));
        log.grouped(line -> job(line).orElse(""), temporary, submits -> {
            List<Line> taken =
                    submits.stream().filter(line -> line.is("accepted", true)).toList();
            if (taken.size() > 1) {
                findings.add(
                        ONCE,
                        "%s was taken %d times".formatted(job(taken.getFirst()).orElseThrow(), taken.size()));
            }
            taken.forEach(line -> batch.add(new Batch.Asked(job(line).orElseThrow(), line.word("reference"), line)));
        });
        batch.finish();
    }

    private static void compare(Batch.Asked asked, Jobs.@Nullable Booked booked, Findings findings) {
        if (booked == null || !asked.about().equals(booked.reference())) {
            findings.add(BOOKED, asked.about());
        }
    }

    /** A reference of ours is the job's id, a hyphen and the number of the route. */
    private static Optional<String> job(Line line) {
        String reference = line.word("reference");
        int hyphen = reference.lastIndexOf('-');
        return line.word("what").equals("submit") && hyphen > 0
                ? JobIds.parse(reference.substring(0, hyphen))
                        .map(ids -> ids.job().text())
                : Optional.empty();
    }
}
