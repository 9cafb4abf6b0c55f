package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client was told, line by line, beside what is in the books. */
final class ClientPart implements LogPart {

    static final Rule ACCEPTED = Rule.atRest("I5.accepted", "every job that a client was told of is there, and ends");
    static final Rule CANCELS = Rule.atRest("I15.cancels", "a job whose cancel was answered yes ends canceled");
    static final Rule LATE = Rule.always("I15.late", "a cancel that came too late found an end, which has stayed");
    static final Rule FOREIGN = Rule.always("I17.foreign", "what belongs to another tenant is not found");

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;
    private static final int ACCEPTED_MAX = 202;
    private static final Set<String> STATES = Set.of("SUCCEEDED", "FAILED", "CANCELED");

    private final LogFile log;
    private final Jobs jobs;
    private final boolean atRest;

    ClientPart(Path file, Jobs jobs, boolean atRest) {
        log = new LogFile(file);
        this.jobs = jobs;
        this.atRest = atRest;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ACCEPTED, CANCELS, LATE, FOREIGN);
    }

    @Override
    public void run(Findings findings) throws IOException {
        Batch batch = new Batch(jobs, (asked, booked) -> compare(asked, booked, findings));
        log.each(line -> {
            if (line.word("what").equals("foreign") && line.status() != NOT_FOUND && isAnswer(line.status())) {
                findings.add(FOREIGN, "%s answered %d".formatted(line.word("job"), line.status()));
            }
            Jobs.of(line)
                    .map(JobId::text)
                    .filter(_ -> isPromise(line))
                    .ifPresent(job -> batch.add(new Batch.Asked(job, line.word("what"), line)));
        });
        batch.finish();
    }

    /** Nothing at all, and a server that cannot answer at the moment, tell nothing of anybody's job. */
    private static boolean isAnswer(int status) {
        return status != 0 && status < SERVER_ERROR;
    }

    private static boolean isPromise(Line line) {
        return switch (line.word("what")) {
            case "post" -> line.isYes() && line.status() <= ACCEPTED_MAX;
            case "cancel" -> line.isYes() || line.status() == CONFLICT;
            default -> false;
        };
    }

    private void compare(Batch.Asked asked, Jobs.@Nullable Booked booked, Findings findings) {
        JobState state = booked == null ? null : booked.state();
        boolean open = state != null && !state.isTerminal();
        if (asked.about().equals("post")) {
            if (state == null || (open && atRest)) {
                findings.add(ACCEPTED, "%s is %s".formatted(asked.job(), state == null ? "not there" : state));
            }
        } else if (asked.line().isYes()) {
            if (state != JobState.CANCELED && !(open && !atRest)) {
                findings.add(CANCELS, "%s is %s".formatted(asked.job(), state == null ? "not there" : state));
            }
        } else if (state == null || open || isOther(asked.line(), state)) {
            findings.add(LATE, "%s is %s".formatted(asked.job(), state == null ? "not there" : state));
        }
    }

    /** Whether an answer named another end. Words of surfaces that are no states say nothing. */
    private static boolean isOther(Line line, JobState state) {
        String said = line.word("state").toUpperCase(Locale.ROOT);
        return STATES.contains(said) && !said.equals(state.name());
    }
}
