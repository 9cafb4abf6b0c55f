package dev.darkroom.api.surface.gptimage2;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.RenderedError;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Status, headers and body of every refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptImage2ErrorsTest {

    private final RenderedError.Writer writer = new RenderedError.Writer();

    @AfterAll
    void close() {
        writer.close();
    }

    @ParameterizedTest
    @MethodSource("dev.darkroom.api.testing.CanonicalFailures#all")
    void a_refusal(String name, ApiFailure failure) throws IOException {
        GptImage2Errors errors = new GptImage2Errors(new PricesConfig("0.01", "0.01"));
        Golden.check("gptimage2/error-" + name, writer.json(errors.render(failure, "req_1")));
    }

    @Test
    void what_is_required_follows_the_price_of_a_credit() throws IOException {
        GptImage2Errors errors = new GptImage2Errors(new PricesConfig("0.01", "0.02"));
        ApiFailure failure = new ApiFailure.TooLittleMoney(new MicroUsd(50_000), MicroUsd.ZERO);
        String json = writer.json(errors.render(failure, "req_1"));
        assertTrue(json.endsWith("{\"error\":\"Insufficient credits\",\"required\":2.5}}"), json);
    }
}
