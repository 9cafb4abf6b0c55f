package dev.darkroom.activities.testing;

import dev.darkroom.activities.db.DbConfig;
import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.OutcomeColumns;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.RequestColumns;
import dev.darkroom.activities.job.WorkColumns;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.webhook.WebhookSecrets;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The beans of the core over a test database, with tenants and jobs on demand. */
public final class TestCore implements AutoCloseable {

    public static final MicroUsd UNIT_PRICE = new MicroUsd(50_000);

    /** Signs what is told to the URLs in the requests of every tenant here. */
    public static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String MASTER_KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    public final ApplicationContext context;
    private final TestDatabase database;

    private TestCore(TestDatabase database, ApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** The core over that schema. */
    public static TestCore over(TestDatabase database) {
        return over(database, database.config(), Map.of());
    }

    /** The core over that schema, by a connection and with settings of the test's own. */
    public static TestCore over(TestDatabase database, DbConfig connection, Map<String, Object> settings) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of(
                "datasources.default.dialect", "MYSQL",
                "darkroom.db.url", connection.url(),
                "darkroom.db.user", connection.user(),
                "darkroom.db.password", connection.password(),
                "darkroom.db.pool-size", connection.poolSize(),
                "darkroom.db.timeout", connection.timeout(),
                "darkroom.blob.folder", folder().toString(),
                "darkroom.master.keys", MASTER_KEY,
                "darkroom.sandbox", "on",
                "darkroom.sandbox.delay", "0s"));
        properties.putAll(settings);
        return new TestCore(
                database,
                ApplicationContext.builder()
                        .properties(properties)
                        .singletons(new PlainBodies())
                        .start());
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** A tenant with so much in its wallet; with zero it has no wallet. */
    public TenantId tenant(MicroUsd balance) {
        TenantId tenant = new TenantId(UUID.randomUUID());
        String id = tenant.text();
        database.execute("INSERT INTO tenant (id, name, webhook_secret, created_at) VALUES ('%s', '%s', '%s', NOW(3))"
                .formatted(
                        id, "t-" + id.substring(0, 8), get(WebhookSecrets.class).seal(WEBHOOK_SECRET)));
        database.execute("INSERT INTO api_key (id, tenant_id, prefix, secret_hash, scopes, created_at)"
                + " VALUES ('%s', '%s', '%s', '%s', 'all', NOW(3))"
                        .formatted(id, id, id.substring(0, 20), "0".repeat(64)));
        if (!balance.isZero()) {
            get(Ledger.class).grant(tenant, balance, "test", null);
        }
        return tenant;
    }

    /**
     * Puts a tenant into a tier of its own.
     *
     * @param dailyImages null for no cap
     */
    public void tier(TenantId tenant, int runningMax, @Nullable Integer dailyImages) {
        String name = "of-" + tenant.text().substring(0, 8);
        database.execute("INSERT INTO tier (name, running_max, depth_max, daily_images, post_burst, post_per_second,"
                + " get_burst, get_per_second) VALUES ('%s', %d, 2000, %s, 200, 20, 400, 100)"
                        .formatted(name, runningMax, dailyImages));
        database.execute("UPDATE tenant SET tier = '%s' WHERE id = '%s'".formatted(name, tenant.text()));
    }

    /** How many leases of the tenant are taken. */
    public long leases(TenantId tenant) {
        return database.count("SELECT running FROM capacity WHERE name = 'tenant:" + tenant.text() + "'");
    }

    /** How many leases of the provider are taken. */
    public long leases(ProviderId provider) {
        return database.count("SELECT running FROM capacity WHERE name = 'provider:" + provider + "'");
    }

    /** A job that could be accepted, with an id of its own. */
    public static JobRow draft(TenantId tenant, int images) {
        return draft(tenant, new JobId(UUID.randomUUID()), images, "a quiet lake");
    }

    /** A job that a key of the tenant's could have asked for. */
    public static JobRow draft(TenantId tenant, String keyId) {
        return draft(tenant, keyId, new JobId(UUID.randomUUID()), 1, "a quiet lake");
    }

    public static JobRow draft(TenantId tenant, JobId job, int images, String prompt) {
        return draft(tenant, tenant.text(), job, images, prompt);
    }

    private static JobRow draft(TenantId tenant, String keyId, JobId job, int images, String prompt) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Quote quote = new Quote("text_to_image standard", UNIT_PRICE, images, PriceUnit.IMAGE);
        RequestColumns request = new RequestColumns(
                "f".repeat(64),
                Capability.TEXT_TO_IMAGE,
                "gpt-image-2",
                "sandbox:gpt-image-2",
                prompt,
                images,
                "standard",
                "1:1",
                96,
                64,
                ImageFormat.PNG,
                false,
                7L,
                null,
                null,
                null,
                null,
                null,
                0,
                0);
        return new JobRow(
                job.text(),
                tenant.text(),
                keyId,
                "stratizon",
                JobState.PENDING,
                false,
                now,
                now.plus(Duration.ofHours(24)),
                null,
                null,
                request,
                QuoteColumns.of(quote, 0),
                WorkColumns.NONE,
                OutcomeColumns.NONE,
                ChainColumns.NONE,
                1,
                now.plusSeconds(15));
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "blobs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
