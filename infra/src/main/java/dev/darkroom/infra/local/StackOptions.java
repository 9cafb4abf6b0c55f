package dev.darkroom.infra.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to be.
 *
 * @param home the folder of the source tree, where the jars and the pinned tools are
 * @param port of the API
 * @param data the stack's folder
 * @param fresh whether to forget what is in it
 * @param split whether API and worker run in processes of their own
 * @param apis how many API processes, where split
 * @param workers how many worker processes, where split
 * @param heap how much memory each process of the product may have for its objects, as Java says it
 * @param memory whether Temporal runs in memory although there is a server
 * @param clockLibrary libfaketime, which shows each process of the product a clock of its own; null for the machine's
 * @param upstreams whether models are asked for at a simulator of their providers
 * @param links whether there is a proxy on each connection of the product's processes
 */
record StackOptions(
        Path home,
        int port,
        Path data,
        boolean fresh,
        boolean split,
        int apis,
        int workers,
        String heap,
        boolean memory,
        @Nullable Path clockLibrary,
        boolean upstreams,
        boolean links) {}
