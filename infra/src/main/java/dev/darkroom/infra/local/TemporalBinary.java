package dev.darkroom.infra.local;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Temporal CLI, whose dev server the stack runs: from the PATH, from the cache, downloaded, or built with Go into
 * the cache, in this order.
 */
final class TemporalBinary {

    private static final String NAME = "temporal";
    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal";
    private static final String DOWNLOAD_HOST = "temporal.download";
    private static final int CONNECT_MILLIS = 10_000;
    private static final String NEWS =
            "building the Temporal dev server with Go (once, about five minutes on two cores) …";

    private final GoBuild go;
    private final Consumer<String> say;

    /** @param tools the folder with the go.mod that pins the version */
    TemporalBinary(Path tools, Consumer<String> say) {
        go = new GoBuild(tools, say);
        this.say = say;
    }

    /** The CLI; empty where there is no way to get it here. */
    Optional<Path> find() {
        Path cached = go.folder("tools").resolve(NAME);
        return GoBuild.onPath(NAME)
                .or(() -> Optional.of(cached).filter(Files::isExecutable))
                .or(() -> download(cached))
                .or(() -> go.build(PACKAGE, cached, NEWS));
    }

    private Optional<Path> download(Path target) {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getAllByName(DOWNLOAD_HOST)[0];
            socket.connect(new InetSocketAddress(host, 443), CONNECT_MILLIS);
        } catch (IOException e) {
            return Optional.empty();
        }
        say.accept("downloading the Temporal CLI (once) …");
        TemporalDevServerOptions options = TemporalDevServerOptions.newBuilder()
                .setDownloadDestination(target.resolveSibling("download").toString())
                .build();
        try {
            TemporalDevServer.start("default", options).close();
            try (Stream<Path> files = Files.walk(target.resolveSibling("download"))) {
                Optional<Path> binary = files.filter(Files::isRegularFile)
                        .filter(Files::isExecutable)
                        .findFirst();
                if (binary.isPresent()) {
                    Files.move(binary.get(), target, StandardCopyOption.ATOMIC_MOVE);
                }
                return binary.map(file -> target);
            }
        } catch (IllegalStateException | IOException e) {
            say.accept("the download failed: " + e.getMessage());
            return Optional.empty();
        }
    }
}
