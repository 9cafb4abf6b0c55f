package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://127.0.0.1:3306/darkroom?useSSL=false, jdbc:mysql://<127.0.0.1:3306>/darkroom?useSSL=false",
        "jdbc:mariadb://db.internal:13306/darkroom, jdbc:mariadb://<db.internal:13306>/darkroom",
        "127.0.0.1:7233, <127.0.0.1:7233>",
        "temporal.internal:7233, <temporal.internal:7233>",
        "http://127.0.0.1:8123, http://<127.0.0.1:8123>",
        "https://queue.fal.run, https://queue.fal.run",
        "'', ''",
    })
    void only_host_and_port_are_replaced(String direct, String through) {
        assertEquals(through, Links.replaced(direct, address -> "<" + address + ">"));
    }
}
