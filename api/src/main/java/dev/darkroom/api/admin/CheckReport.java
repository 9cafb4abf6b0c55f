package dev.darkroom.api.admin;

import dev.darkroom.activities.check.Verdict;
import java.io.PrintWriter;
import java.util.List;

/** The verdicts of a check, for people and for scripts. */
public final class CheckReport {

    private final List<Verdict> verdicts;

    public CheckReport(List<Verdict> verdicts) {
        this.verdicts = List.copyOf(verdicts);
    }

    /** Prints them: a line for each rule with its offenders below it, or one JSON object. */
    public void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            people(out);
        }
        out.flush();
    }

    private boolean ok() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    private String json() {
        List<Report> rules = verdicts.stream()
                .map(verdict -> new Report()
                        .with("id", verdict.rule().id())
                        .with("ok", verdict.holds())
                        .with("offenders", verdict.lines()))
                .toList();
        return new Report().with("ok", ok()).with("rules", rules).json();
    }

    private void people(PrintWriter out) {
        int width = verdicts.stream()
                .mapToInt(verdict -> verdict.rule().id().length())
                .max()
                .orElse(0);
        for (Verdict verdict : verdicts) {
            String id = verdict.rule().id();
            out.printf(
                    "%-6s  %s%s  %s%n",
                    word(verdict),
                    id,
                    " ".repeat(width - id.length()),
                    verdict.rule().claim());
            verdict.lines().forEach(line -> out.println("          " + line));
        }
        long broken = verdicts.stream().filter(verdict -> verdict.count() > 0).count();
        long unknown =
                verdicts.stream().filter(verdict -> verdict.problem() != null).count();
        out.printf(
                "%d rules: %d hold, %d broken, %d not evaluated%n",
                verdicts.size(), verdicts.stream().filter(Verdict::holds).count(), broken, unknown);
    }

    private static String word(Verdict verdict) {
        if (verdict.count() > 0) {
            return "BROKEN";
        }
        return verdict.problem() == null ? "ok" : "?";
    }
}
