package dev.darkroom.infra.check;

import static dev.darkroom.infra.check.Corruption.act;
import static dev.darkroom.infra.check.Corruption.sql;

import dev.darkroom.activities.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with money. */
final class MoneyCorruptions {

    private MoneyCorruptions() {}

    static List<Corruption> all() {
        return Stream.concat(charges().stream(), wallets().stream()).toList();
    }

    private static List<Corruption> charges() {
        return List.of(
                act(
                        "a job is debited twice, and the wallet pays",
                        (world, _, _) -> {
                            world.database.execute(
                                    "INSERT INTO transfer (created_at, kind, debit_account, credit_account, amount,"
                                        + " tenant_id, job_id, wallet_seq, balance_after) SELECT t.created_at, t.kind,"
                                        + " t.debit_account, t.credit_account, t.amount, t.tenant_id, t.job_id,"
                                        + " w.entries + 1, w.balance - t.amount FROM transfer t JOIN wallet w ON"
                                        + " w.tenant_id = t.tenant_id"
                                            + " WHERE t.kind = 'DEBIT' AND t.job_id = '%s'".formatted(world.whole));
                            world.database.execute("UPDATE wallet SET balance = balance - 100000, entries = entries + 1"
                                    + " WHERE tenant_id = '%s'".formatted(world.tenant.text()));
                        },
                        "I2.debit",
                        "I4.escrow",
                        "I4.sum"),
                act(
                        "a refund was never written",
                        (world, _, _) -> {
                            world.database.execute("DELETE FROM transfer WHERE kind = 'REFUND' AND job_id = '%s'"
                                    .formatted(world.foreign));
                            world.database.execute("UPDATE wallet SET balance = balance - 50000, entries = entries - 1"
                                    + " WHERE tenant_id = '%s'".formatted(world.other.text()));
                        },
                        "I1.division",
                        "I4.escrow",
                        "I4.sum"),
                act(
                        "a refund is written twice",
                        (world, _, _) -> refundAgain(world.database, world),
                        "I1.division",
                        "I4.escrow",
                        "I4.sum"),
                sql(
                        "a price is another one afterwards",
                        world -> "UPDATE job SET quote_unit_price = quote_unit_price + 1 WHERE id = '%s'"
                                .formatted(world.whole),
                        "I1.price"),
                sql(
                        "a job is paid for although nothing of it came",
                        world -> "UPDATE job SET outcome_refunded = 0 WHERE id = '%s'".formatted(world.failed),
                        "I1.price",
                        "I1.division"),
                sql(
                        "a row divides its price otherwise than the ledger",
                        world -> "UPDATE job SET quote_unit_price = 80000, outcome_refunded = 70000 WHERE id = '%s'"
                                .formatted(world.partial),
                        "I1.division"),
                sql(
                        "a chain's row gives back more than its steps left",
                        world -> "UPDATE job SET outcome_refunded = 1 WHERE id = '%s'".formatted(world.chain),
                        "I1.chain",
                        "I1.division"),
                sql(
                        "a job was promised another total",
                        world -> "UPDATE job SET quote_total = quote_total + 1 WHERE id = '%s'".formatted(world.failed),
                        "I2.debit"));
    }

    private static List<Corruption> wallets() {
        return List.of(
                sql(
                        "a wallet holds for nobody",
                        world -> "UPDATE wallet SET held = held + 1 WHERE tenant_id = '%s'"
                                .formatted(world.other.text()),
                        "I2.held"),
                sql(
                        "a wallet holds more than it has",
                        world -> "UPDATE wallet SET held = balance + 1 WHERE tenant_id = '%s'"
                                .formatted(world.other.text()),
                        "I2.held",
                        "I3.bounds"),
                sql(
                        "a balance is changed",
                        world -> "UPDATE wallet SET balance = balance + 1 WHERE tenant_id = '%s'"
                                .formatted(world.tenant.text()),
                        "I3.balance",
                        "I4.sum"),
                sql(
                        "a line of a statement is gone, and nothing else",
                        world -> "UPDATE wallet SET entries = entries + 1 WHERE tenant_id = '%s'"
                                .formatted(world.tenant.text()),
                        "I3.lines"),
                sql(
                        "a line's balance is another one",
                        world -> "UPDATE transfer SET balance_after = balance_after + 1 WHERE wallet_seq = 2"
                                + " AND tenant_id = '%s'".formatted(world.tenant.text()),
                        "I3.statement"),
                sql(
                        "less was captured than the escrow had",
                        world -> "UPDATE transfer SET amount = amount - 1 WHERE kind = 'CAPTURE' AND job_id = '%s'"
                                .formatted(world.whole),
                        "I1.division",
                        "I4.escrow",
                        "I4.sum"),
                sql(
                        "what was captured went elsewhere",
                        world -> "UPDATE transfer SET credit_account = 'treasury' WHERE kind = 'CAPTURE'"
                                + " AND job_id = '%s'".formatted(world.whole),
                        "I4.accounts"));
    }

    private static void refundAgain(TestDatabase database, World world) {
        database.execute(
                "INSERT INTO transfer (created_at, kind, debit_account, credit_account, amount, tenant_id, job_id,"
                        + " wallet_seq, balance_after) SELECT t.created_at, t.kind, t.debit_account, t.credit_account,"
                        + " t.amount, t.tenant_id, t.job_id, w.entries + 1, w.balance + t.amount FROM transfer t"
                        + " JOIN wallet w ON w.tenant_id = t.tenant_id WHERE t.kind = 'REFUND' AND t.job_id = '%s'"
                                .formatted(world.foreign));
        database.execute("UPDATE wallet SET balance = balance + 50000, entries = entries + 1 WHERE tenant_id = '%s'"
                .formatted(world.other.text()));
    }
}
