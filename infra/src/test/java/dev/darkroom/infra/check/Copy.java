package dev.darkroom.infra.check;

import dev.darkroom.activities.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rows and all files of a world as they were, to go back to. */
final class Copy {

    private static final String PREFIX = "kept_";

    private static final List<String> LOOSENINGS = List.of(
            "ALTER TABLE transfer ADD INDEX transfer_of_a_job (job_id), DROP INDEX transfer_once_per_job",
            "ALTER TABLE wallet DROP CONSTRAINT wallet_covers_held",
            "ALTER TABLE job DROP CONSTRAINT job_refund_within_charge",
            "ALTER TABLE job DROP CONSTRAINT job_charged_is_all_or_nothing");

    private final TestDatabase database;
    private final Path folder;
    private final Path kept;
    private final List<String> tables;

    private Copy(TestDatabase database, Path folder, Path kept, List<String> tables) {
        this.database = database;
        this.folder = folder;
        this.kept = kept;
        this.tables = tables;
    }

    /**
     * Keeps what there is. From then on the schema's own fences against corruptions are down: triggers, and some keys and
     * conditions.
     */
    static Copy of(TestDatabase database, Path folder, Path kept) throws IOException, SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String trigger : names(
                    statement,
                    "SELECT trigger_name FROM information_schema.triggers" + " WHERE trigger_schema = DATABASE()")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            for (String loosening : LOOSENINGS) {
                statement.execute(loosening);
            }
            tables.addAll(names(
                    statement,
                    "SELECT table_name FROM information_schema.tables"
                            + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"));
            for (String table : tables) {
                statement.execute("CREATE TABLE %s%s AS SELECT * FROM %s".formatted(PREFIX, table, table));
            }
        }
        copy(folder, kept);
        return new Copy(database, folder, kept, tables);
    }

    /** Goes back. */
    void restore() throws IOException, SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
            for (String table : tables) {
                statement.execute("DELETE FROM " + table);
                statement.execute("INSERT INTO %s SELECT * FROM %s%s".formatted(table, PREFIX, table));
            }
        }
        delete(folder);
        copy(kept, folder);
    }

    private static List<String> names(Statement statement, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
