package dev.darkroom.activities.check.rule;

import java.util.List;

/** Wallets, transfers, and what jobs were charged. */
final class MoneyRules {

    private static final RowRule PRICE = new RowRule(
            Rule.always("I1.price", "a job that has ended keeps the price of the images that came, and no more"),
            Spine.JOB,
            """
            SELECT j.id FROM job j WHERE {page} AND j.state IN {terminal} AND j.chain_role <> 'CHAIN'
             AND (j.outcome_charged - j.outcome_refunded <> CASE WHEN j.outcome_charged = 0 THEN 0
             WHEN j.quote_per = 'IMAGE' THEN j.quote_unit_price * j.outcome_delivered
             WHEN j.outcome_delivered > 0 THEN j.quote_unit_price ELSE 0 END
             OR (j.outcome_charged = 0 AND j.outcome_delivered > 0 AND j.quote_total > 0))\
            """);

    private static final RowRule CHAIN = new RowRule(
            Rule.always("I1.chain", "a chain that has ended keeps what its steps keep, and has given back the rest"),
            Spine.JOB,
            """
            SELECT j.id FROM job j WHERE {page} AND j.chain_role = 'CHAIN' AND j.state IN {terminal}
             AND j.outcome_charged - j.outcome_refunded <> (SELECT COALESCE(SUM(s.outcome_charged - s.outcome_refunded), 0)
             FROM job s WHERE s.chain_id = j.id)\
            """);

    private static final RowRule DIVISION = new RowRule(
            Rule.always(
                    "I1.division",
                    "what was captured and given back of a job is what its row says, and nothing before its end"),
            Spine.JOB,
            """
            SELECT j.id FROM job j LEFT JOIN transfer t ON t.job_id = j.id AND t.kind IN ('CAPTURE', 'REFUND', 'LOSS')
             WHERE {page} GROUP BY j.id, j.state, j.chain_role, j.outcome_charged, j.outcome_refunded
             HAVING COALESCE(SUM(CASE WHEN t.kind = 'REFUND' THEN t.amount ELSE 0 END), 0)
             <> CASE WHEN j.state IN {terminal} THEN j.outcome_refunded ELSE 0 END
             OR COALESCE(SUM(CASE WHEN t.kind = 'CAPTURE' THEN t.amount ELSE 0 END), 0)
             <> CASE WHEN j.state IN {terminal} AND j.chain_role <> 'CHAIN'
             THEN j.outcome_charged - j.outcome_refunded ELSE 0 END
             OR (j.state NOT IN {terminal} AND COUNT(t.id) > 0)\
            """);

    private static final RowRule DEBIT = new RowRule(
            Rule.always("I2.debit", "a job is debited its whole price once it leaves PENDING, and never twice"),
            Spine.JOB,
            """
            SELECT j.id FROM job j LEFT JOIN transfer t ON t.job_id = j.id AND t.kind = 'DEBIT' WHERE {page}
             GROUP BY j.id, j.state, j.outcome_charged, j.quote_total
             HAVING COUNT(t.id) <> CASE WHEN j.outcome_charged > 0 THEN 1 ELSE 0 END
             OR COALESCE(SUM(t.amount), 0) <> j.outcome_charged
             OR j.outcome_charged NOT IN (0, j.quote_total)
             OR (j.state = 'PENDING' AND j.outcome_charged <> 0)
             OR (j.state IN ('QUEUED', 'RUNNING', 'SUCCEEDED') AND j.outcome_charged <> j.quote_total)\
            """);

    private static final RowRule HELD = new RowRule(
            Rule.always("I2.held", "what a wallet holds is the price of its jobs that are not debited yet"),
            Spine.WALLET,
            """
            SELECT w.tenant_id FROM wallet w WHERE {page} AND w.held <> (SELECT COALESCE(SUM(j.quote_total), 0)
             FROM job j WHERE j.tenant_id = w.tenant_id AND j.state = 'PENDING' AND j.chain_role <> 'STEP')\
            """);

    private static final RowRule BALANCE =
            new RowRule(Rule.always("I3.balance", "a wallet has what its transfers add up to"), Spine.WALLET, """
                SELECT w.tenant_id FROM wallet w WHERE {page} AND w.balance <> (SELECT COALESCE(SUM(CASE
                 WHEN t.credit_account = CONCAT('wallet:', w.tenant_id) THEN t.amount
                 WHEN t.debit_account = CONCAT('wallet:', w.tenant_id) THEN -t.amount ELSE 0 END), 0)
                 FROM transfer t WHERE t.tenant_id = w.tenant_id)\
                """);

    private static final RowRule BOUNDS = new RowRule(
            Rule.always("I3.bounds", "a wallet holds no more than it has, and nothing is below zero"),
            Spine.WALLET,
            """
            SELECT w.tenant_id FROM wallet w WHERE {page} AND (w.held < 0 OR w.held > w.balance)\
            """);

    private static final RowRule LINES =
            new RowRule(Rule.always("I3.lines", "a wallet's statement has every line once"), Spine.WALLET, """
                SELECT x.tenant_id FROM (SELECT w.tenant_id, w.entries, (SELECT COUNT(*) FROM transfer t
                 WHERE t.tenant_id = w.tenant_id AND t.wallet_seq >= 1) AS lines_there,
                 (SELECT COALESCE(MAX(t.wallet_seq), 0) FROM transfer t WHERE t.tenant_id = w.tenant_id) AS newest
                 FROM wallet w WHERE {page}) x WHERE x.lines_there <> x.entries OR x.newest <> x.entries\
                """);

    private static final RowRule STATEMENT = new RowRule(
            Rule.always("I3.statement", "each line's balance follows from the line before, and never is it below zero"),
            Spine.TRANSFER,
            """
            SELECT t.id FROM transfer t LEFT JOIN transfer p ON p.tenant_id = t.tenant_id
             AND p.wallet_seq = t.wallet_seq - 1 WHERE {page} AND t.wallet_seq IS NOT NULL
             AND (t.balance_after < 0 OR ((p.id IS NOT NULL OR t.wallet_seq = 1) AND t.balance_after <>
             COALESCE(p.balance_after, 0) + CASE WHEN t.debit_account LIKE 'wallet:%' THEN -t.amount
             ELSE t.amount END))\
            """);

    private static final RowRule ESCROW = new RowRule(
            Rule.always(
                    "I4.escrow", "the escrow of a job that has ended is empty; before that it has what was charged"),
            Spine.JOB,
            """
            SELECT e.id FROM (SELECT j.id, CASE WHEN j.state IN {terminal} THEN 0 ELSE j.outcome_charged
             - (SELECT COALESCE(SUM(s.outcome_charged - s.outcome_refunded), 0) FROM job s WHERE s.chain_id = j.id)
             END AS due, (SELECT COALESCE(SUM(CASE WHEN t.credit_account = CONCAT('escrow:', j.id) THEN t.amount
             WHEN t.debit_account = CONCAT('escrow:', j.id) THEN -t.amount ELSE 0 END), 0)
             FROM transfer t WHERE t.job_id = j.id)
             + (SELECT COALESCE(SUM(CASE WHEN t.credit_account = CONCAT('escrow:', j.id) THEN t.amount
             WHEN t.debit_account = CONCAT('escrow:', j.id) THEN -t.amount ELSE 0 END), 0)
             FROM job s JOIN transfer t ON t.job_id = s.id WHERE s.chain_id = j.id) AS there
             FROM job j WHERE {page}) e WHERE e.there <> e.due\
            """);

    private static final RowRule ACCOUNTS = new RowRule(
            Rule.always("I4.accounts", "a transfer is between the two accounts that its kind names, of one tenant"),
            Spine.TRANSFER,
            """
            SELECT t.id FROM transfer t LEFT JOIN job j ON j.id = t.job_id WHERE {page} AND NOT COALESCE(
             (t.kind = 'GRANT' OR j.tenant_id = t.tenant_id)
             AND (t.wallet_seq IS NOT NULL) = (CONCAT('wallet:', t.tenant_id) IN (t.debit_account, t.credit_account))
             AND CASE t.kind
             WHEN 'GRANT' THEN t.job_id IS NULL AND t.debit_account = 'grant'
             AND t.credit_account = CONCAT('wallet:', t.tenant_id)
             WHEN 'DEBIT' THEN t.credit_account = CONCAT('escrow:', j.id) AND t.debit_account =
             CASE WHEN j.chain_id IS NULL THEN CONCAT('wallet:', t.tenant_id) ELSE CONCAT('escrow:', j.chain_id) END
             WHEN 'REFUND' THEN t.debit_account = CONCAT('escrow:', j.id) AND t.credit_account =
             CASE WHEN j.chain_id IS NULL THEN CONCAT('wallet:', t.tenant_id) ELSE CONCAT('escrow:', j.chain_id) END
             WHEN 'CAPTURE' THEN t.debit_account = CONCAT('escrow:', j.id) AND t.credit_account = 'revenue'
             WHEN 'LOSS' THEN t.debit_account = 'loss' AND t.credit_account = 'upstream'
             ELSE FALSE END, FALSE)\
            """);

    private MoneyRules() {}

    static List<RowRule> all() {
        return List.of(PRICE, CHAIN, DIVISION, DEBIT, HELD, BALANCE, BOUNDS, LINES, STATEMENT, ESCROW, ACCOUNTS);
    }
}
