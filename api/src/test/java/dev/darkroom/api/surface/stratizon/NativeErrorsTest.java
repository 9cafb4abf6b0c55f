package dev.darkroom.api.surface.stratizon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.RenderedError;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the native surface says each failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeErrorsTest {

    private final RenderedError.Writer writer = new RenderedError.Writer();
    private final NativeErrors errors = new NativeErrors();

    @AfterAll
    void close() {
        writer.close();
    }

    @ParameterizedTest
    @MethodSource("dev.darkroom.api.testing.CanonicalFailures#all")
    void a_refusal(String name, ApiFailure failure) throws IOException {
        Golden.check("stratizon/error-" + name, writer.json(errors.render(failure, "req_1")));
    }

    @Test
    void a_wait_is_never_none() throws IOException {
        String json = writer.json(errors.render(new ApiFailure.RateLimited(Duration.ofMillis(3)), "req_1"));
        assertEquals("1", RenderedError.header(json, "Retry-After"));
    }
}
