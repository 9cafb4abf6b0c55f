package dev.darkroom.infra.live.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The whole product in processes of its own: two APIs, two workers, a real Temporal, and a real MySQL where there is one. */
public final class Product implements AutoCloseable {

    private final Path home;
    private final Path folder;
    private final Random random;
    private final String canary;
    private final @Nullable MySqlServer mySql;
    private final Stack stack;
    private final Sink sink;

    private Product(
            Path home, Path folder, long seed, @Nullable MySqlServer mySql, List<String> also, Map<String, String> set)
            throws IOException {
        this.home = home;
        this.folder = folder;
        this.mySql = mySql;
        sink = new Sink();
        random = new Random(seed);
        canary = "canary" + HexFormat.of().toHexDigits(random.nextLong());
        Map<String, String> environment = new HashMap<>();
        // Nobody has to wait for work of which nothing is to be shown; what needs time says so in its prompt.
        environment.put("DARKROOM_SANDBOX_DELAY", "200ms");
        if (mySql != null) {
            environment.put("DARKROOM_DB_URL", mySql.url());
            environment.put("DARKROOM_DB_USER", "root");
            environment.put("DARKROOM_DB_PASSWORD", "");
        }
        environment.putAll(set);
        List<String> options = new ArrayList<>(List.of("--split", "--apis", "2", "--workers", "2"));
        options.addAll(also);
        stack = new Stack(home, folder.resolve("stack"), options, environment);
    }

    /**
     * Starts it.
     *
     * @param home the folder of the source tree
     * @param folder for all that it keeps
     * @param seed of whatever is left to chance
     * @param mySqlHome where a MySQL is installed; without it the embedded MariaDB serves
     */
    public static Product start(Path home, Path folder, long seed, Optional<Path> mySqlHome)
            throws IOException, InterruptedException {
        return start(home, folder, seed, mySqlHome, List.of(), Map.of());
    }

    /**
     * Starts it.
     *
     * @param also more options of {@code infra/run}
     * @param set more of its environment
     */
    public static Product start(
            Path home, Path folder, long seed, Optional<Path> mySqlHome, List<String> also, Map<String, String> set)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        MySqlServer mySql =
                mySqlHome.isPresent() ? MySqlServer.install(mySqlHome.get(), folder.resolve("mysql")) : null;
        Product product = new Product(home, folder, seed, mySql, also, set);
        product.stack.start();
        return product;
    }

    public Stack stack() {
        return stack;
    }

    public Path home() {
        return home;
    }

    public Random random() {
        return random;
    }

    /** The word that is in every prompt, and must be nowhere else. */
    public String canary() {
        return canary;
    }

    /** Where its webhooks arrive. */
    public Sink sink() {
        return sink;
    }

    /** What a job of that tenant is asked for with: it is told of at the sink, under the tenant's name. */
    public String body(Order order, Tenant tenant) {
        return order.body(canary, sink.url(tenant.name(), tenant.webhookSecret(), canary));
    }

    /** Which database it runs on. */
    public String database() {
        return mySql == null ? "the embedded MariaDB" : "MySQL " + mySql.version();
    }

    /** The books behind it. */
    public Books books() {
        return stack.books();
    }

    /** A view of its Temporal. */
    public TemporalView temporal() {
        return new TemporalView(stack.ready());
    }

    /** The process of the database. */
    public List<Long> databasePids() {
        return mySql == null ? stack.ready().pids("database") : List.of(mySql.pid());
    }

    /** {@code kill -9} of the database; it is there again soon. */
    public void killDatabase() {
        if (mySql == null) {
            databasePids().forEach(Signals::kill);
            return;
        }
        mySql.kill();
        try {
            mySql.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of everything, the database too. */
    public void killAll() {
        if (mySql != null) {
            mySql.kill();
        }
        stack.kill();
    }

    /** Starts everything again. */
    public void startAgain() throws IOException {
        if (mySql != null) {
            mySql.start();
        }
        stack.start();
    }

    /**
     * Pulls the plug, copies what the database has on its disk, and starts everything again.
     *
     * @return where the copy is
     */
    public Path backup() throws IOException {
        Path backup = folder.resolve("backup");
        killAll();
        Folders.copy(databaseFolder(), backup);
        startAgain();
        return backup;
    }

    /** Pulls the plug, puts such a copy in the place of the database, and starts everything again. */
    public void restore(Path backup) throws IOException {
        killAll();
        Folders.delete(databaseFolder());
        Folders.copy(backup, databaseFolder());
        startAgain();
    }

    private Path databaseFolder() {
        return mySql == null ? stack.data().resolve("mariadb") : mySql.data();
    }

    /** A folder beside the stack's. */
    public Path beside(String name) {
        return folder.resolve(name);
    }

    /** Leaves nothing running, whatever state it is in. */
    public void abandon() {
        sink.close();
        if (mySql != null) {
            mySql.kill();
        }
        stack.abandon();
    }

    /** Stops it where it runs. */
    @Override
    public void close() {
        if (stack.isReady()) {
            Duration _ = stack.stop();
        }
        sink.close();
        if (mySql != null) {
            mySql.stop();
        }
    }
}
