package dev.darkroom.activities.provider.fal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.provider.Billing;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalConfigTest {

    private static final Duration SUBMIT = Duration.ofSeconds(25);
    private static final Duration CALL = Duration.ofSeconds(10);

    @Test
    void the_real_service_is_the_default_and_there_is_no_key() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("darkroom.network.ports", "443"))) {
            assertEquals(
                    new FalConfig("", "https://queue.fal.run", SUBMIT, CALL, 40_000), context.getBean(FalConfig.class));
            assertFalse(context.containsBean(FalProvider.class), "without a key there is no fal");
        }
    }

    @Test
    void settings_are_read_under_their_names_and_a_key_brings_the_provider() {
        Map<String, Object> settings = Map.of(
                "darkroom.fal.key", "secret-key",
                "darkroom.fal.url", "http://127.0.0.1:9",
                "darkroom.fal.submit-timeout", "3s",
                "darkroom.fal.call-timeout", "2s",
                "darkroom.fal.cost-micro-usd", "7");
        try (ApplicationContext context = ApplicationContext.run(settings)) {
            FalConfig config = context.getBean(FalConfig.class);
            assertEquals(
                    new FalConfig("secret-key", "http://127.0.0.1:9", Duration.ofSeconds(3), Duration.ofSeconds(2), 7),
                    config);
            assertEquals(new Billing(Billing.Moment.COMPLETED, new MicroUsd(7)), config.billing());
            assertTrue(context.containsBean(FalProvider.class));
            assertFalse(config.toString().contains("secret-key"));
        }
        try (ApplicationContext context = ApplicationContext.run(Map.of("darkroom.fal.key", ""))) {
            assertFalse(context.containsBean(FalProvider.class), "an empty key is none");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fal",
                "ftp://fal.run",
                "https://",
                "https://fal.run/",
                "https://u:p@fal.run",
                "https://fal.run?a=b",
                "https://fal.run#a",
                "https:fal.run"
            })
    void what_is_no_base_url_stops_the_start(String url) {
        wrong("DARKROOM_FAL_URL", () -> new FalConfig("k", url, SUBMIT, CALL, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "999, 1000, 0, SUBMIT_TIMEOUT",
        "30001, 1000, 0, SUBMIT_TIMEOUT",
        "1000, 999, 0, CALL_TIMEOUT",
        "1000, 30001, 0, CALL_TIMEOUT",
        "1000, 1000, -1, COST_MICRO_USD",
        "1000, 1000, 10000001, COST_MICRO_USD"
    })
    void what_is_out_of_bounds_stops_the_start(long submit, long call, int cost, String name) {
        wrong(
                "DARKROOM_FAL_" + name,
                () -> new FalConfig("k", "https://fal.run", Duration.ofMillis(submit), Duration.ofMillis(call), cost));
    }

    @Test
    void a_key_that_cannot_be_a_header_stops_the_start() {
        wrong("DARKROOM_FAL_KEY", () -> new FalConfig("a b", "https://fal.run", SUBMIT, CALL, 0));
        wrong("DARKROOM_FAL_KEY", () -> new FalConfig("a\nb", "https://fal.run", SUBMIT, CALL, 0));
    }

    private static void wrong(String name, Runnable make) {
        InvalidSettingException wrong = assertThrows(InvalidSettingException.class, make::run);
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(name + " must be "), wrong::getMessage);
    }
}
