package dev.darkroom.activities.check;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.check.rule.RowRule;
import dev.darkroom.activities.check.rule.RowRules;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.activities.check.rule.TotalRule;
import dev.darkroom.activities.db.Database;
import dev.darkroom.activities.db.DbConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Looks whether what must be so is so. It writes nothing, has a page of rows in memory at the most, and asks Temporal and
 * the store a few things at once.
 */
@Singleton
public final class Checker {

    // A statement is about a page of rows, or a sum over a table.
    private static final Duration STATEMENT_MAX = Duration.ofMinutes(10);

    private final DbConfig database;
    private final BlobStore blobs;
    private final WorkflowView workflows;

    public Checker(DbConfig database, BlobStore blobs, WorkflowView workflows) {
        this.database = database;
        this.blobs = blobs;
        this.workflows = workflows;
    }

    /**
     * Looks at everything.
     *
     * @param say told now and then how far it is
     * @return a verdict on every rule that was asked for; one that could not be looked at says so
     */
    public List<Verdict> check(CheckOptions options, Consumer<String> say) {
        Findings findings = new Findings();
        Progress progress = new Progress(say);
        try (Connection connection = Database.connect(database, STATEMENT_MAX)) {
            Rows rows = new Rows(connection);
            Scope scope = Scope.of(options, rows);
            run(new RowPart(rows, rowRules(options), options, scope, progress), findings);
            run(new WorkflowPart(rows, workflows, options, scope, progress), findings);
            run(new ArtifactPart(rows, blobs, options, scope, progress), findings);
            run(new ObjectPart(rows, blobs, options, progress), findings);
        } catch (SQLException e) {
            throw UnreadableException.of(e);
        }
        return findings.verdicts();
    }

    /**
     * Looks at what holds at every commit, at one moment of the database, whatever is under way.
     *
     * @throws UnreadableException where the database does not answer
     */
    public static List<Verdict> atOneMoment(Connection connection) {
        Findings findings = new Findings();
        CheckOptions options = CheckOptions.standard(Duration.ZERO);
        Rows rows = new Rows(connection);
        List<RowRule> always =
                rowRules(options).stream().filter(Checker::isOfOneMoment).toList();
        RowPart part = new RowPart(rows, always, options, Scope.ALL, new Progress(_ -> {}));
        part.rules().forEach(findings::expect);
        part.run(findings);
        return findings.verdicts();
    }

    /** The rules that hold at every commit and need nothing but the database. */
    public static List<Rule> rulesOfOneMoment() {
        return Stream.concat(
                        Stream.of(TotalRule.RULE),
                        RowRules.all().stream().filter(Checker::isOfOneMoment).map(RowRule::rule))
                .toList();
    }

    private static boolean isOfOneMoment(RowRule rule) {
        return rule.rule().when() == Rule.When.ALWAYS;
    }

    /** Every rule that there is here, those too that only some checks look at. */
    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        Stream.concat(RowRules.all().stream(), RowRules.searching().stream())
                .map(RowRule::rule)
                .forEach(rules::add);
        rules.add(TotalRule.RULE);
        rules.addAll(WorkflowPart.ALL);
        rules.addAll(ArtifactPart.ALL);
        rules.add(ObjectPart.ORPHAN);
        return rules.stream().distinct().toList();
    }

    private static List<RowRule> rowRules(CheckOptions options) {
        List<RowRule> rules = new ArrayList<>(RowRules.all());
        if (!options.words().isEmpty()) {
            rules.addAll(RowRules.searching());
        }
        return rules;
    }

    private static void run(Part part, Findings findings) {
        List<Rule> rules = part.rules();
        rules.forEach(findings::expect);
        try {
            part.run(findings);
        } catch (UnreadableException e) {
            rules.forEach(rule -> findings.unreadable(rule, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            UnreadableException store = UnreadableException.of(e);
            rules.forEach(rule -> findings.unreadable(rule, String.valueOf(store.getMessage())));
        }
    }
}
