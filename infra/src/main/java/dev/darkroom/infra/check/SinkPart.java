package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has arrived at a sink: of one job, and of one event. */
final class SinkPart implements LogPart {

    static final Rule ENDS = Rule.always("I12.told", "a job is told of one end, and of no progress after it");
    static final Rule VERIFIED = Rule.always("I13.verified", "the signature of every attempt verifies");
    static final Rule SIGNED = Rule.always("I13.signed", "each attempt at a receiver has a timestamp of its own");

    // Two arrivals are written down by two threads of the sink.
    private static final long ORDER_MILLIS = 1000;

    private final LogFile log;
    private final Jobs jobs;
    private final Path temporary;

    SinkPart(Path file, Jobs jobs, Path temporary) {
        log = new LogFile(file);
        this.jobs = jobs;
        this.temporary = temporary;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ENDS, VERIFIED, SIGNED);
    }

    @Override
    public void run(Findings findings) throws IOException {
        log.each(line -> {
            if (line.is("verified", false)) {
                findings.add(VERIFIED, "event %s".formatted(line.word("event")));
            }
        });
        log.grouped(line -> Jobs.of(line).map(JobId::text).orElse(""), temporary, arrivals -> told(arrivals, findings));
        log.grouped(line -> line.word("event"), temporary, arrivals -> signed(arrivals, findings));
    }

    /** The id of an event of an end says which end it is. */
    private static void told(List<Line> arrivals, Findings findings) {
        JobId job = Jobs.of(arrivals.getFirst()).orElseThrow();
        Set<String> ends = Stream.of(WebhookEventKind.SUCCEEDED, WebhookEventKind.FAILED, WebhookEventKind.CANCELED)
                .map(kind -> EventId.of(job, kind).text())
                .collect(Collectors.toSet());
        List<Line> told = arrivals.stream()
                .filter(line -> ends.contains(line.word("event")))
                .toList();
        long different =
                told.stream().map(line -> line.word("event")).distinct().count();
        if (different > 1) {
            findings.add(ENDS, "%s was told of %d ends".formatted(job, different));
        }
        if (told.isEmpty()) {
            return;
        }
        long first = told.stream().mapToLong(SinkPart::at).min().orElseThrow();
        boolean late = arrivals.stream()
                .anyMatch(line -> !ends.contains(line.word("event")) && at(line) > first + ORDER_MILLIS);
        if (late) {
            findings.add(ENDS, "%s was told of progress after its end".formatted(job));
        }
    }

    /** Two receivers of one event may be called in the same second; one receiver is not. */
    private void signed(List<Line> arrivals, Findings findings) {
        Set<String> timestamps = new HashSet<>();
        long same = arrivals.stream()
                .filter(line -> !timestamps.add(line.word("timestamp")))
                .count();
        String event = arrivals.getFirst().word("event");
        if (same > 0 && same >= jobs.destinations(event)) {
            findings.add(
                    SIGNED, "event %s came %d times with a timestamp that it had come with".formatted(event, same));
        }
    }

    private static long at(Line line) {
        return line.number("at").orElse(0L);
    }
}
