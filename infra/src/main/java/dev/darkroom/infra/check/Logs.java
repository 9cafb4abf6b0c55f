package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Words;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What those around the product have written down; null for what there is not.
 *
 * @param client every exchange that a client has had
 * @param sink every webhook that arrived
 * @param upstream every request that came to the provider
 * @param processes the folder of the product's own logs
 * @param words secret words that may not be in them
 * @param temporary where pieces of large files are kept meanwhile
 */
record Logs(
        @Nullable Path client,
        @Nullable Path sink,
        @Nullable Path upstream,
        @Nullable Path processes,
        Words words,
        Path temporary) {}
