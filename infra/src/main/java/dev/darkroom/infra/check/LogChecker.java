package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.Rows;
import dev.darkroom.activities.check.UnreadableException;
import dev.darkroom.activities.check.Verdict;
import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Looks whether what was seen outside is what the books say. Nothing is written but pieces of large logs, for a while. */
final class LogChecker {

    private LogChecker() {}

    /**
     * Looks at every rule for which there is a log.
     *
     * @param atRest every job that a client was told of has to have ended
     */
    static List<Verdict> check(Connection connection, Logs logs, boolean atRest) {
        Findings findings = new Findings();
        for (LogPart part : parts(new Rows(connection), logs, atRest)) {
            part.rules().forEach(findings::expect);
            try {
                part.run(findings);
            } catch (IOException e) {
                part.rules()
                        .forEach(rule -> findings.unreadable(
                                rule, "a log cannot be read: " + e.getClass().getSimpleName()));
            } catch (UnreadableException e) {
                part.rules().forEach(rule -> findings.unreadable(rule, String.valueOf(e.getMessage())));
            }
        }
        return findings.verdicts();
    }

    /** Every rule that there is here. */
    static List<Rule> rules() {
        return List.of(
                ClientPart.ACCEPTED,
                ClientPart.CANCELS,
                ClientPart.LATE,
                ClientPart.FOREIGN,
                KeyPart.ONE,
                KeyPart.REPLIES,
                KeyPart.REFUSED,
                ArrivalPart.ARRIVED,
                SinkPart.ENDS,
                SinkPart.VERIFIED,
                SinkPart.SIGNED,
                UpstreamPart.ONCE,
                UpstreamPart.BOOKED,
                ProcessPart.LOGS);
    }

    private static List<LogPart> parts(Rows rows, Logs logs, boolean atRest) {
        Jobs jobs = new Jobs(rows);
        List<LogPart> parts = new ArrayList<>();
        if (logs.client() != null) {
            parts.add(new ClientPart(logs.client(), jobs, atRest));
            parts.add(new KeyPart(logs.client(), jobs, logs.temporary()));
        }
        if (logs.sink() != null) {
            parts.add(new ArrivalPart(logs.sink(), rows));
            parts.add(new SinkPart(logs.sink(), jobs, logs.temporary()));
        }
        if (logs.upstream() != null) {
            parts.add(new UpstreamPart(logs.upstream(), jobs, logs.temporary()));
        }
        if (logs.processes() != null && !logs.words().isEmpty()) {
            parts.add(new ProcessPart(logs.processes(), logs.words()));
        }
        return parts;
    }
}
