package dev.darkroom.activities.check;

import dev.darkroom.activities.check.Rows.Row;
import dev.darkroom.activities.check.rule.RowRule;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.activities.check.rule.Spine;
import dev.darkroom.activities.check.rule.TotalRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules that rows decide, all of one snapshot, page by page along each table. */
final class RowPart implements Part {

    private static final int PAGE = 2000;
    private static final String ZERO = "0";

    private final Rows rows;
    private final List<RowRule> rules;
    private final CheckOptions options;
    private final Scope scope;
    private final Progress progress;

    RowPart(Rows rows, List<RowRule> rules, CheckOptions options, Scope scope, Progress progress) {
        this.rows = rows;
        this.rules = List.copyOf(rules);
        this.options = options;
        this.scope = scope;
        this.progress = progress;
    }

    @Override
    public List<Rule> rules() {
        return Stream.concat(rules.stream().map(RowRule::rule), Stream.of(TotalRule.RULE))
                .distinct()
                .toList();
    }

    @Override
    public void run(Findings findings) {
        rows.freeze();
        String now = rows.now();
        total(findings);
        for (Spine spine : Spine.values()) {
            List<Prepared> along = prepared(spine, now);
            if (!along.isEmpty()) {
                run(spine, along, findings);
            }
        }
        rows.thaw();
    }

    /** A rule with its statement. */
    private record Prepared(RowRule rule, String sql) {}

    private List<Prepared> prepared(Spine spine, String now) {
        return rules.stream()
                .filter(rule -> rule.spine() == spine)
                .map(rule -> new Prepared(rule, rule.statement(scope.since(), now, options.waiver())))
                .toList();
    }

    private void total(Findings findings) {
        String sum = rows.one(TotalRule.SQL);
        if (!sum.equals(ZERO)) {
            findings.add(TotalRule.RULE, "off by %s micro-USD".formatted(sum));
        }
    }

    private void run(Spine spine, List<Prepared> along, Findings findings) {
        long all = Long.parseLong(rows.one("SELECT COUNT(*) FROM " + spine.table()));
        long done = 0;
        String from = spine.first();
        while (!from.equals(spine.last())) {
            String to = pageEnd(spine, from);
            for (Prepared each : along) {
                look(each, from, to, findings);
            }
            done += PAGE;
            progress.at(spine.table(), done, all);
            from = to;
        }
    }

    private String pageEnd(Spine spine, String from) {
        List<Row> end = rows.select(spine.pageEnd(PAGE), List.of(from));
        return end.isEmpty() ? spine.last() : end.getFirst().text(0);
    }

    private void look(Prepared each, String from, String to, Findings findings) {
        List<String> bounds = new ArrayList<>();
        for (int page = 0; page < each.rule.pages(); page++) {
            bounds.add(from);
            bounds.add(to);
        }
        rows.each(each.sql, bounds, row -> {
            if (!each.rule.searched()) {
                findings.add(each.rule.rule(), row.text(0));
            } else {
                search(each.rule.rule(), row, findings);
            }
        });
    }

    private void search(Rule rule, Row row, Findings findings) {
        for (@Nullable String text : row.columns().subList(1, row.columns().size())) {
            if (text != null) {
                options.words()
                        .in(text)
                        .ifPresent(word -> findings.add(rule, "%s has %s".formatted(row.text(0), word)));
            }
        }
    }
}
