package dev.darkroom.api.boot;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.db.Migrations;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.worker.NamespaceSetup;
import dev.darkroom.activities.worker.WorkerProcess;
import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.http.HttpConfig;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a process in its role, and stops it in order. */
final class Processes {

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

    private Processes() {}

    /**
     * The beans of a role, with every setting checked.
     *
     * @throws InvalidSettingException where a setting is wrong
     */
    static ApplicationContext context(Role role) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("darkroom.role", role.word());
        if (role == Role.WORKER) {
            properties.put("micronaut.server.port", "${darkroom.management-port:9090}");
        }
        ApplicationContext context = ApplicationContext.builder()
                .properties(properties)
                .banner(false)
                .start();
        try {
            Settings.check(context);
            if (role == Role.API || role == Role.ALL) {
                Settings.make(Moderation.class, context);
            }
            if (role != Role.COMMAND) {
                Settings.make(BlobStore.class, context);
            }
            return context;
        } catch (InvalidSettingException e) {
            context.close();
            throw e;
        }
    }

    /** Runs until the process is told to stop. */
    static void serve(Role role) throws InterruptedException {
        ApplicationContext context = context(role);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop(context);
            stopped.countDown();
        }));
        if (role == Role.ALL) {
            context.getBean(Migrations.class).migrate();
        }
        listen(context);
        if (role != Role.API) {
            context.getBean(WorkerProcess.class).start(role == Role.ALL);
        }
        if (role != Role.WORKER && context.getBean(ProviderCatalog.class).all().isEmpty()) {
            LOG.warn(
                    "no provider is switched on, so every request is answered 503; DARKROOM_SANDBOX=on draws pictures");
        }
        LOG.info("{} is up", role.word());
        stopped.await();
    }

    /**
     * Brings the database to this release, then Temporal's namespace.
     *
     * @throws dev.darkroom.activities.worker.TemporalAwayException where Temporal does not answer; the database is done
     */
    static int migrate(ApplicationContext context) {
        int ran = context.getBean(Migrations.class).migrate();
        context.getBean(NamespaceSetup.class).registerSearchAttributes();
        return ran;
    }

    private static void listen(ApplicationContext context) {
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (ServerStartupException e) {
            HttpConfig config = context.getBean(HttpConfig.class);
            LOG.error(
                    "port {} or {} is taken; set DARKROOM_PORT or DARKROOM_MANAGEMENT_PORT to another",
                    config.port(),
                    config.managementPort());
            throw e;
        }
    }

    private static void stop(ApplicationContext context) {
        context.findBean(EmbeddedServer.class).ifPresent(EmbeddedServer::stop);
        context.close();
    }
}
