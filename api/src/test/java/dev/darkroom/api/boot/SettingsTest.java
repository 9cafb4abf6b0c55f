package dev.darkroom.api.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.api.admin.Beans;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void every_default_is_within_its_own_bounds() {
        try (ApplicationContext context = context(Map.of())) {
            Settings.check(context);
        }
    }

    @Test
    void the_help_text_lists_every_setting_with_default_and_meaning() {
        StringWriter out = new StringWriter();
        Main.commandLine(new NoBeans()).usage(new PrintWriter(out));
        String help = out.toString();
        for (Settings.Line line : Settings.all()) {
            assertTrue(help.contains(line.variable()), line::variable);
            assertFalse(line.meaning().isBlank(), line::variable);
            assertFalse(line.otherwise().isBlank(), line::variable);
        }
        assertTrue(help.contains("DARKROOM_DB_URL"));
        assertTrue(help.contains("DARKROOM_WORKER_HEARTBEAT_TIMEOUT  (default: 30s)"));
        assertTrue(help.contains("migrate"));
    }

    @ParameterizedTest
    @CsvSource({
        "darkroom.db.url,                      jdbc:postgresql://x/y, DARKROOM_DB_URL",
        "darkroom.db.pool-size,                0,                     DARKROOM_DB_POOL_SIZE",
        "darkroom.db.pool-size,                many,                  DARKROOM_DB_POOL_SIZE",
        "darkroom.db.timeout,                  1m,                    DARKROOM_DB_TIMEOUT",
        "darkroom.port,                        70000,                 DARKROOM_PORT",
        "darkroom.public-url,                  ftp://x,               DARKROOM_PUBLIC_URL",
        "darkroom.master.keys,                 short,                 DARKROOM_MASTER_KEYS",
        "darkroom.worker.drain,                soon,                  DARKROOM_WORKER_DRAIN",
        "darkroom.worker.provider-timeout,     2h,                    DARKROOM_WORKER_PROVIDER_TIMEOUT",
        "darkroom.queue.depth,                 0,                     DARKROOM_QUEUE_DEPTH",
        "darkroom.blob.store,                  s3,                    DARKROOM_BLOB_STORE",
        "darkroom.blob.store,                  gcs,                   DARKROOM_BLOB_BUCKET",
        "darkroom.retention-days,              0,                     DARKROOM_RETENTION_DAYS",
        "darkroom.retention-uploads,           31d,                   DARKROOM_RETENTION_UPLOADS",
        "darkroom.retention-every,             0s,                    DARKROOM_RETENTION_EVERY",
        "darkroom.storage-quota,               -1,                    DARKROOM_STORAGE_QUOTA",
        "darkroom.connections.max,             9,                     DARKROOM_CONNECTIONS_MAX",
        "darkroom.connections.per-address,     200000,                DARKROOM_CONNECTIONS_PER_ADDRESS",
        "darkroom.connections.head-timeout,    0s,                    DARKROOM_CONNECTIONS_HEAD_TIMEOUT",
        "darkroom.connections.body-timeout,    1h,                    DARKROOM_CONNECTIONS_BODY_TIMEOUT",
        "darkroom.connections.idle-timeout,    never,                 DARKROOM_CONNECTIONS_IDLE_TIMEOUT",
        "darkroom.connections.stall-timeout,   10m,                   DARKROOM_CONNECTIONS_STALL_TIMEOUT",
        "darkroom.connections.body-bytes,      1000000,               DARKROOM_CONNECTIONS_BODY_BYTES",
        "darkroom.sandbox,                     maybe,                 DARKROOM_SANDBOX"
    })
    void a_wrong_value_stops_the_start_with_its_name(String property, String value, String variable) {
        try (ApplicationContext context = context(Map.of(property, value))) {
            InvalidSettingException wrong = assertThrows(InvalidSettingException.class, () -> Settings.check(context));
            assertTrue(String.valueOf(wrong.getMessage()).startsWith(variable + " must be "), wrong::getMessage);
            assertFalse(String.valueOf(wrong.getMessage()).contains(value + " "), "the value is not told");
        }
    }

    @Test
    void secrets_are_in_no_text_of_a_setting() {
        try (ApplicationContext context = context(Map.of("darkroom.db.password", "hunter2"))) {
            List<String> texts = Settings.RECORDS.stream()
                    .map(type -> context.getBean(type).toString())
                    .toList();
            assertEquals(
                    List.of(),
                    texts.stream().filter(text -> text.contains("hunter2")).toList());
        }
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        "darkroom.role", "command",
                        "darkroom.master.keys", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
                .properties(settings)
                .banner(false)
                .start();
    }

    private static final class NoBeans implements Beans {
        @Override
        public <T> T get(Class<T> type) {
            throw new IllegalStateException("nothing is run");
        }
    }
}
