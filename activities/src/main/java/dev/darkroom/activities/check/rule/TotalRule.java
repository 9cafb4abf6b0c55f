package dev.darkroom.activities.check.rule;

/** The one rule that no part of the database decides: what was given is what is there. */
public final class TotalRule {

    public static final Rule RULE = Rule.always(
            "I4.sum", "what was given is in wallets, in the escrows of jobs that have not ended, or earned");

    /** How much more there is than was given, in micro-USD: zero. */
    public static final String SQL = """
        SELECT (SELECT COALESCE(SUM(w.balance), 0) FROM wallet w)
         + (SELECT COALESCE(SUM(j.outcome_charged), 0) FROM job j
         WHERE j.state IN ('QUEUED', 'RUNNING') AND j.chain_role <> 'STEP')
         - (SELECT COALESCE(SUM(s.outcome_charged - s.outcome_refunded), 0) FROM job c JOIN job s ON s.chain_id = c.id
         WHERE c.state IN ('QUEUED', 'RUNNING') AND c.chain_role = 'CHAIN' AND s.state IN %s)
         + (SELECT COALESCE(SUM(CASE t.kind WHEN 'CAPTURE' THEN t.amount WHEN 'GRANT' THEN -t.amount ELSE 0 END), 0)
         FROM transfer t)\
        """.formatted(RowRule.TERMINAL);

    private TotalRule() {}
}
