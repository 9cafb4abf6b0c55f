package dev.darkroom.infra.local;

import dev.darkroom.infra.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The ports of a stack: chosen among free ones, and remembered so that links go on working. */
final class Ports {

    private static final String FILE = "ports.properties";
    private static final int CONNECT_MILLIS = 200;

    private final DataFolder folder;
    private final int api;
    private final Properties remembered = new Properties();

    /** @param api the port that somebody has chosen for the API */
    Ports(DataFolder folder, int api) {
        this.folder = folder;
        this.api = api;
        Path file = folder.path(FILE);
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                remembered.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The port of that part: the one it had, if it is free and no other part's, else another that is. */
    int of(String part) {
        int port = Integer.parseInt(remembered.getProperty(part, "0"));
        while (port == 0 || isOfAnother(part, port) || !isFree(port)) {
            port = FreePort.find();
        }
        remembered.setProperty(part, Integer.toString(port));
        try (var out = Files.newOutputStream(folder.path(FILE))) {
            remembered.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return port;
    }

    /** A port that is chosen and not yet listened at is free to everybody else. */
    private boolean isOfAnother(String part, int port) {
        String text = Integer.toString(port);
        return port == api
                || remembered.stringPropertyNames().stream()
                        .anyMatch(other -> !other.equals(part) && text.equals(remembered.getProperty(other)));
    }

    static boolean isFree(int port) {
        if (answers(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody listens there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
