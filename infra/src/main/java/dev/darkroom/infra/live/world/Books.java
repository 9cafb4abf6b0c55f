package dev.darkroom.infra.live.world;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the ledger, and of what is told, asked of the database at one moment. Each lists what breaks it. */
public final class Books {

    private static final String TERMINAL = "('SUCCEEDED', 'FAILED', 'CANCELED')";
    private static final Map<String, String> RULES = rules();

    private final String url;
    private final String user;
    private final String password;

    Books(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    private static Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("a wallet holds what its transfers add up to", """
            SELECT w.tenant_id FROM wallet w WHERE w.balance <> (SELECT COALESCE(SUM(CASE
             WHEN t.credit_account = CONCAT('wallet:', w.tenant_id) THEN t.amount
             WHEN t.debit_account = CONCAT('wallet:', w.tenant_id) THEN -t.amount ELSE 0 END), 0)
             FROM transfer t WHERE t.tenant_id = w.tenant_id)\
            """);
        rules.put("what is held is the price of the jobs not yet debited", """
            SELECT w.tenant_id FROM wallet w WHERE w.held <> (SELECT COALESCE(SUM(j.quote_total), 0)
             FROM job j WHERE j.tenant_id = w.tenant_id AND j.state = 'PENDING' AND j.chain_role <> 'STEP')\
            """);
        rules.put("a job is debited once, its whole price, or never", """
            SELECT j.id FROM job j LEFT JOIN transfer t ON t.job_id = j.id AND t.kind = 'DEBIT'
             GROUP BY j.id, j.state, j.outcome_charged, j.quote_total HAVING COUNT(t.id) > 1
             OR COALESCE(SUM(t.amount), 0) <> j.outcome_charged
             OR (j.state = 'PENDING' AND COUNT(t.id) > 0)
             OR (j.state IN ('QUEUED', 'RUNNING', 'SUCCEEDED') AND COUNT(t.id) = 0)\
            """);
        rules.put("captured and refunded are what was debited, once the job has ended", """
            SELECT j.id FROM job j JOIN transfer t ON t.job_id = j.id AND t.kind IN ('DEBIT', 'CAPTURE', 'REFUND')
             WHERE j.state IN %s AND j.chain_role <> 'CHAIN' GROUP BY j.id
             HAVING SUM(CASE WHEN t.kind = 'DEBIT' THEN t.amount ELSE -t.amount END) <> 0\
            """.formatted(TERMINAL));
        rules.put("a chain keeps what its steps kept, and has given back the rest", """
            SELECT j.id FROM job j LEFT JOIN job s ON s.chain_id = j.id WHERE j.chain_role = 'CHAIN' AND j.state IN %s
             GROUP BY j.id, j.outcome_charged, j.outcome_refunded HAVING j.outcome_charged - j.outcome_refunded <>
             COALESCE(SUM(s.outcome_charged - s.outcome_refunded), 0)\
            """.formatted(TERMINAL));
        rules.put("no step outlives its chain", """
            SELECT s.id FROM job s JOIN job j ON j.id = s.chain_id WHERE j.state IN %s AND s.state NOT IN %s\
            """.formatted(TERMINAL, TERMINAL));
        rules.put("what was refunded is for the images that did not come", """
            SELECT j.id FROM job j WHERE j.state IN %s AND j.outcome_charged > 0 AND j.quote_per = 'IMAGE'
             AND j.outcome_refunded <> (j.request_images - j.outcome_delivered) * j.quote_unit_price\
            """.formatted(TERMINAL));
        rules.put("nothing is refunded or captured before the end", """
            SELECT j.id FROM job j JOIN transfer t ON t.job_id = j.id AND t.kind <> 'DEBIT'
             WHERE j.state NOT IN %s\
            """.formatted(TERMINAL));
        rules.put("delivered images are artifacts", """
            SELECT j.id FROM job j LEFT JOIN artifact a ON a.job_id = j.id AND a.kind = 'IMAGE'
             WHERE j.state IN %s AND j.chain_role <> 'CHAIN'
             GROUP BY j.id, j.outcome_delivered HAVING COUNT(a.id) <> j.outcome_delivered\
            """.formatted(TERMINAL));
        rules.put("a statement has every line once", """
            SELECT w.tenant_id FROM wallet w LEFT JOIN transfer t ON t.tenant_id = w.tenant_id
             AND t.wallet_seq IS NOT NULL GROUP BY w.tenant_id, w.entries
             HAVING COUNT(t.id) <> w.entries OR COALESCE(MAX(t.wallet_seq), 0) <> w.entries\
            """);
        rules.put("each line's balance follows from the one before", """
            SELECT t.id FROM transfer t LEFT JOIN transfer p ON p.tenant_id = t.tenant_id
             AND p.wallet_seq = t.wallet_seq - 1 WHERE t.wallet_seq IS NOT NULL AND t.balance_after <>
             COALESCE(p.balance_after, 0) + CASE WHEN t.debit_account LIKE 'wallet:%' THEN -t.amount
             ELSE t.amount END\
            """);
        tell(rules);
        return rules;
    }

    private static void tell(Map<String, String> rules) {
        rules.put("an end that somebody asked for is on its way to him, or was", """
            SELECT j.id FROM job j WHERE j.state IN %s AND j.request_webhook_url IS NOT NULL
             AND FIND_IN_SET(LOWER(j.state), j.request_webhook_events) > 0 AND NOT EXISTS (SELECT 1 FROM webhook_event e
             JOIN webhook_delivery d ON d.event_id = e.id AND d.endpoint_id IS NULL
             WHERE e.job_id = j.id AND e.kind = j.state)\
            """.formatted(TERMINAL));
        rules.put("a job has one end to be told of", """
            SELECT job_id FROM webhook_event WHERE kind IN %s GROUP BY job_id HAVING COUNT(*) > 1\
            """.formatted(TERMINAL));
        rules.put("what was delivered was taken, and every attempt is in the log", """
            SELECT d.id FROM webhook_delivery d LEFT JOIN webhook_attempt a ON a.delivery_id = d.id
             GROUP BY d.id, d.state, d.attempts HAVING COUNT(a.seq) <> d.attempts
             OR (d.state = 'DELIVERED' AND COALESCE(SUM(a.status BETWEEN 200 AND 299), 0) = 0)\
            """);
    }

    /** How many rules there are. */
    public static int size() {
        return RULES.size();
    }

    /** Misses where a rule does not hold at this moment, whatever is under way. */
    public void check() {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            for (Map.Entry<String, String> rule : RULES.entrySet()) {
                List<String> offenders = strings(statement, rule.getValue());
                MissException.unless(offenders.isEmpty(), "broken: %s: %s".formatted(rule.getKey(), offenders));
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new MissException("the books cannot be read: " + e.getMessage());
        }
    }

    /** One number. */
    public long count(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            return Long.parseLong(strings(statement, sql).getFirst());
        } catch (SQLException e) {
            throw new MissException("the books cannot be read: " + e.getMessage());
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
