package dev.darkroom.infra.bench.bare;

import dev.darkroom.activities.worker.WorkerConfig;
import dev.darkroom.infra.bench.bare.hop.HopRoute;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Serves the bare routes and works on bare workflows, in one process, until its standard input ends. Pool, Temporal
 * client and worker settings are the product's own beans, told where everything is by the product's own variables; of
 * its API nothing is on the class path.
 */
public final class BareProcess {

    /** Where jobs are posted. */
    public static final String PATH = "/bare/jobs";

    /** Where the name of one of the {@link dev.darkroom.infra.bench.bare.hop.Hops} is posted, to hear how long it took. */
    public static final String HOPS_PATH = "/bare/hops";

    private BareProcess() {}

    /**
     * Runs it.
     *
     * @param args the file that gets the port once it serves
     */
    public static void main(String[] args) throws IOException, SQLException {
        try (ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"))
                .banner(false)
                .start()) {
            context.getBean(BareStore.class).make();
            WorkerFactory workers = BareWorkers.start(
                    context.getBean(WorkflowClient.class),
                    context.getBean(WorkerConfig.class),
                    context.getBean(HopRoute.class));
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            Path file = Path.of(args[0]);
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, Integer.toString(server.getPort()));
            Files.move(draft, file);
            System.in.transferTo(OutputStream.nullOutputStream());
            workers.shutdownNow();
        }
        System.exit(0);
    }
}
