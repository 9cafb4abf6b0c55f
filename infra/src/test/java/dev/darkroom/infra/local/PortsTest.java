package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    private static final int API = 8080;

    @TempDir
    Path temporary;

    @Test
    void a_part_keeps_its_port_from_start_to_start_until_somebody_else_has_it() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            int port = new Ports(folder, API).of("temporal");
            assertEquals(port, new Ports(folder, API).of("temporal"));
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertNotEquals(port, new Ports(folder, API).of("temporal"));
            }
        }
    }

    @Test
    void no_two_parts_have_one_port() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            int port = new Ports(folder, API).of("temporal");
            Files.writeString(folder.path("ports.properties"), "temporal=%d%nlinks=%d%n".formatted(port, port));
            assertNotEquals(port, new Ports(folder, API).of("links"));
            Ports ports = new Ports(folder, port);
            assertNotEquals(port, ports.of("temporal"));
        }
    }

    @Test
    void a_port_that_somebody_listens_on_is_taken() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFalse(Ports.isFree(server.getLocalPort()));
            assertTrue(Ports.answers(server.getLocalPort()));
        }
    }
}
