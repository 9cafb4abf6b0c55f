package dev.darkroom.activities.check;

import dev.darkroom.activities.check.Rows.Row;
import dev.darkroom.activities.check.WorkflowView.Look;
import dev.darkroom.activities.check.WorkflowView.Past;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Jobs and their workflows. They are two systems: what looks wrong is looked at again a little later, in both, and
 * counts only where it is still so.
 */
final class WorkflowPart implements Part {

    static final Rule ENDED = Rule.atRest("I8.ended", "a job that has ended has no workflow that runs");
    static final Rule ALIVE = Rule.atRest("I8.alive", "a job that has not ended has a workflow that runs");
    static final Rule TEXTS = Rule.always("I18.histories", "no secret word is in the history of a workflow");
    static final Rule REPLAY = Rule.always("I19.replay", "the code of a running workflow fits what has happened in it");
    static final Rule EVENTS = Rule.always("I20.events", "the history of a workflow has no more events than it may");
    static final Rule BYTES = Rule.always("I20.bytes", "the history of a workflow is no longer than it may be");

    static final List<Rule> ALL = List.of(ENDED, ALIVE, TEXTS, REPLAY, EVENTS, BYTES);

    private static final int PAGE = 500;
    // So many wait for their second look: the pause before it is made once for all of them.
    private static final int SUSPECTS_MAX = 20 * PAGE;
    private static final int TRIES = 3;
    private static final long TRY_MILLIS = 500;
    // What each step adds to its chain.
    private static final int STEP_EVENTS = 15;
    private static final long JOB_BYTES = 64 * 1024;

    private final Rows rows;
    private final WorkflowView workflows;
    private final CheckOptions options;
    private final Scope scope;
    private final Progress progress;
    private final List<String> suspects = new ArrayList<>();

    WorkflowPart(Rows rows, WorkflowView workflows, CheckOptions options, Scope scope, Progress progress) {
        this.rows = rows;
        this.workflows = workflows;
        this.options = options;
        this.scope = scope;
        this.progress = progress;
    }

    @Override
    public List<Rule> rules() {
        return ALL.stream()
                .filter(rule -> !rule.equals(TEXTS) || !options.words().isEmpty())
                .toList();
    }

    @Override
    public void run(Findings findings) throws IOException {
        long all = Long.parseLong(rows.one("SELECT COUNT(*) FROM job"));
        long done = 0;
        String after = "";
        while (true) {
            List<Row> page = rows.select(
                    "%s j.id > ?%s ORDER BY j.id LIMIT %d"
                            .formatted(jobs(), scope.recent("j", " OR j.completed_at IS NULL"), PAGE),
                    List.of(after));
            look(page.stream().map(Job::of).toList(), findings);
            done += page.size();
            progress.at("workflows", done, all);
            boolean isLast = page.size() < PAGE;
            if (isLast || suspects.size() >= SUSPECTS_MAX) {
                lookAgain(findings);
            }
            if (isLast) {
                return;
            }
            after = page.getLast().text(0);
        }
    }

    private String jobs() {
        return """
            SELECT j.id, j.state, j.chain_role, (SELECT COUNT(*) FROM chain_step s WHERE s.chain_id = j.id),
             j.completed_at < CURRENT_TIMESTAMP(3) - INTERVAL %1$d SECOND,
             j.created_at < CURRENT_TIMESTAMP(3) - INTERVAL %1$d SECOND FROM job j WHERE\
            """.formatted(options.slack().toSeconds());
    }

    /**
     * A job as the database has it.
     *
     * @param endedBefore whether it ended long enough ago
     * @param cameBefore whether it came long enough ago
     */
    private record Job(JobId id, JobState state, boolean step, int steps, boolean endedBefore, boolean cameBefore) {

        static Job of(Row row) {
            return new Job(
                    JobId.of(row.text(0)),
                    JobState.valueOf(row.text(1)),
                    row.text(2).equals("STEP"),
                    Integer.parseInt(row.text(3)),
                    row.is(4),
                    row.is(5));
        }

        /** A step that was not begun is its chain's to begin. */
        boolean mustRun() {
            return !state.isTerminal() && !(step && state == JobState.PENDING);
        }
    }

    private record Seen(Job job, Look look) {}

    private void look(List<Job> jobs, Findings findings) throws IOException {
        List<Seen> seen = AtOnce.ask(jobs, job -> new Seen(job, ask(job.id)));
        for (Seen each : seen) {
            measure(each, findings);
        }
        seen.stream()
                .filter(each -> isWrong(each.job, each.look))
                .map(each -> each.job.id.text())
                .forEach(suspects::add);
        List<Job> toRead = seen.stream()
                .filter(each -> each.look.fate() == Fate.RUNNING
                        || (!options.words().isEmpty() && each.look.fate() != Fate.UNKNOWN))
                .map(Seen::job)
                .toList();
        List<Past> histories = AtOnce.ask(toRead, job -> read(job.id));
        for (int i = 0; i < toRead.size(); i++) {
            note(toRead.get(i).id, histories.get(i), findings);
        }
    }

    private void measure(Seen seen, Findings findings) {
        int steps = seen.job.steps;
        if (seen.look.events() > options.historyEvents() + (long) STEP_EVENTS * steps) {
            findings.add(EVENTS, "%s has %d".formatted(seen.job.id, seen.look.events()));
        }
        if (seen.look.bytes() > JOB_BYTES * (1 + steps)) {
            findings.add(BYTES, "%s has %d".formatted(seen.job.id, seen.look.bytes()));
        }
    }

    private boolean isWrong(Job job, Look look) {
        return switch (look.fate()) {
            case RUNNING -> job.state.isTerminal() && job.endedBefore;
            case UNKNOWN -> job.mustRun() && job.cameBefore;
            case CLOSED, CANCELED -> job.mustRun() && isClosedLong(look);
            case NO_ANSWER -> false;
        };
    }

    private boolean isClosedLong(Look look) {
        Instant latest = Instant.now().minus(options.slack());
        return !Objects.requireNonNullElse(look.closedAt(), Instant.EPOCH).isAfter(latest);
    }

    private void lookAgain(Findings findings) throws IOException {
        if (suspects.isEmpty()) {
            return;
        }
        pause(options.pause().toMillis());
        for (int from = 0; from < suspects.size(); from += PAGE) {
            lookAgain(suspects.subList(from, Math.min(from + PAGE, suspects.size())), findings);
        }
        suspects.clear();
    }

    private void lookAgain(List<String> ids, Findings findings) throws IOException {
        List<Job> jobs = rows.rows(jobs() + " j.id IN ({values})", ids).stream()
                .map(Job::of)
                .toList();
        for (Seen each : AtOnce.ask(jobs, job -> new Seen(job, ask(job.id)))) {
            if (isWrong(each.job, each.look)) {
                findings.add(
                        each.job.state.isTerminal() ? ENDED : ALIVE,
                        "%s is %s, its workflow %s".formatted(each.job.id, each.job.state, each.look.fate()));
            }
        }
    }

    private static void note(JobId job, Past history, Findings findings) {
        if (history.replayFailed()) {
            findings.add(REPLAY, job.text());
        }
        history.words().forEach(word -> findings.add(TEXTS, "%s has %s".formatted(job, word)));
    }

    private Look ask(JobId job) {
        for (int attempt = 1; ; attempt++) {
            Look look = workflows.look(job);
            if (look.fate() != Fate.NO_ANSWER) {
                return look;
            }
            giveUpAfter(attempt);
        }
    }

    private Past read(JobId job) {
        for (int attempt = 1; ; attempt++) {
            Past history = workflows.read(job, options.words());
            if (history.answered()) {
                return history;
            }
            giveUpAfter(attempt);
        }
    }

    private static void giveUpAfter(int attempt) {
        if (attempt == TRIES) {
            throw new UnreadableException("Temporal does not answer");
        }
        pause(TRY_MILLIS);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted");
        }
    }
}
