package dev.darkroom.infra.laws.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeVersionsTest {

    /** Below these the Temporal client and Cloud Storage end in NoSuchMethodError. */
    @ParameterizedTest
    @CsvSource({"protobuf, protobuf-java-, 4.33", "grpc, grpc-core-, 1.83", "opentelemetry, opentelemetry-api-, 1.62"})
    void what_runs_in_production_is_no_older(String family, String needed, String floor) {
        RunClassPath product = RunClassPath.built();
        assertTrue(product.jars().stream().anyMatch(jar -> jar.startsWith(needed)), needed + " is there");
        assertEquals(List.of(), product.olderThan(family, floor));
    }

    @Test
    void an_older_one_is_noticed() {
        RunClassPath old = new RunClassPath(
                List.of("grpc-api-1.83.0.jar", "grpc-core-1.9.1.jar", "grpc-stub-1.82.5.jar", "grpcless-1.0.jar"),
                List.of());
        assertEquals(List.of("grpc-core-1.9.1.jar", "grpc-stub-1.82.5.jar"), old.olderThan("grpc", "1.83"));
        assertEquals(List.of(), old.olderThan("protobuf", "4.33"));
    }
}
