package dev.darkroom.activities.artifact;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is used is there, and is kept from then on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactsTest {

    private static final int PATIENCE_SECONDS = 20;

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final Artifacts artifacts = core.get(Artifacts.class);
    private final Transactions transactions = core.get(Transactions.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(10));

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void only_what_is_there_is_used() {
        String there = TestImages.image(images.made(tenant, List.of(), 1), 0);
        assertTrue(use(List.of()));
        assertTrue(use(List.of(there)));
        assertFalse(use(List.of(there, UUID.randomUUID().toString())));
    }

    @Test
    void a_use_that_meets_a_deadlock_is_tried_again_with_its_transaction() throws Exception {
        JobId job = images.made(tenant, List.of(), 10);
        String first = TestImages.image(job, 0);
        CountDownLatch begun = new CountDownLatch(1);
        try (Connection heavier = database.connect();
                Statement statement = heavier.createStatement();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            heavier.setAutoCommit(false);
            touch(statement, "job_id = '%s' AND image_index > 0".formatted(job.text()));
            Future<Boolean> used = executor.submit(() -> transactions.write(scope -> {
                artifacts.use(List.of(first));
                begun.countDown();
                return artifacts.use(List.of(TestImages.image(job, 1)));
            }));
            assertTrue(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            touch(statement, "id = '%s'".formatted(first));
            heavier.commit();
            assertTrue(used.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private boolean use(List<String> ids) {
        return transactions.write(scope -> artifacts.use(ids));
    }

    private static void touch(Statement statement, String which) throws SQLException {
        statement.execute("UPDATE artifact SET width = width + 1 WHERE " + which);
    }
}
