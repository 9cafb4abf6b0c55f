package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path temporary;

    @Test
    void a_part_keeps_its_port_from_start_to_start_until_somebody_else_has_it() throws IOException {
        try (DataFolder folder = DataFolder.take(temporary)) {
            int port = new Ports(folder).of("temporal");
            assertEquals(port, new Ports(folder).of("temporal"));
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertNotEquals(port, new Ports(folder).of("temporal"));
            }
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
