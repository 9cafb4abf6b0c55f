package dev.darkroom.activities.ledger;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wallets. Every movement is one statement with its condition in it; what it returns is how many rows met it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface WalletRepository extends GenericRepository<WalletRow, String> {

    /** The images of this day: what was counted in another day is past. */
    String TODAY = "IF(day >= UTC_DATE(), day_images, 0)";

    @Query("INSERT INTO wallet (tenant_id) VALUES (:tenant) ON DUPLICATE KEY UPDATE tenant_id = tenant_id")
    int open(String tenant);

    /**
     * Holds a price and counts the images, where there is money and room in the day. The day is the database's; it never
     * goes back, also where a statement waited for the wallet over midnight. It is set after it was read: a server may
     * work from left to right.
     */
    @Query("UPDATE wallet SET held = held + :price, day_images = " + TODAY + " + :images,"
            + " day = GREATEST(COALESCE(day, UTC_DATE()), UTC_DATE())"
            + " WHERE tenant_id = :tenant AND balance - held >= :price"
            + " AND (:dailyImages IS NULL OR " + TODAY + " + :images <= :dailyImages)")
    int hold(String tenant, long price, int images, @Nullable Integer dailyImages);

    /** What a hold has to do with, for one that was refused. */
    @Query("SELECT balance - held AS spendable, " + TODAY + " AS images_today,"
            + " TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), UTC_DATE() + INTERVAL 1 DAY) AS day_seconds_left"
            + " FROM wallet WHERE tenant_id = :tenant")
    Optional<WalletRoom> room(String tenant);

    @Query("UPDATE wallet SET held = held - :price WHERE tenant_id = :tenant AND held >= :price")
    int release(String tenant, long price);

    @Query("UPDATE wallet SET balance = balance - :price, held = held - :price, entries = entries + 1"
            + " WHERE tenant_id = :tenant AND held >= :price")
    int charge(String tenant, long price);

    @Query("UPDATE wallet SET balance = balance + :amount, entries = entries + 1"
            + " WHERE tenant_id = :tenant AND balance <= :balanceMax - :amount")
    int pay(String tenant, long amount, long balanceMax);

    /** Below which it is low. A trigger of the schema writes {@code wallet.low} when it becomes so. */
    @Query("UPDATE wallet SET low_at = :lowAt WHERE tenant_id = :tenant")
    int watch(String tenant, @Nullable Long lowAt);

    @Query("SELECT low_at FROM wallet WHERE tenant_id = :tenant AND low_at IS NOT NULL")
    Optional<Long> lowAt(String tenant);

    @Query("SELECT balance, held, (SELECT COALESCE(SUM(j.outcome_charged), 0) FROM job j"
            + " WHERE j.tenant_id = w.tenant_id AND j.state IN ('QUEUED', 'RUNNING')) AS escrowed"
            + " FROM wallet w WHERE w.tenant_id = :tenant")
    Optional<Standing> standing(String tenant);

    /** The balance less the sum of the statement's lines, read in one statement. */
    @Query("SELECT w.balance - COALESCE((SELECT SUM(CASE WHEN t.kind = 'DEBIT' THEN -t.amount ELSE t.amount END)"
            + " FROM transfer t WHERE t.tenant_id = w.tenant_id AND t.wallet_seq IS NOT NULL), 0)"
            + " FROM wallet w WHERE w.tenant_id = :tenant")
    Optional<Long> drift(String tenant);
}
