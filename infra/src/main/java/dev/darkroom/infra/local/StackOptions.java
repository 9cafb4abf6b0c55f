package dev.darkroom.infra.local;

import java.nio.file.Path;

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
 * @param memory whether Temporal runs in memory although there is a server
 * @param upstreams whether models are asked for at a simulator of their providers
 */
record StackOptions(
        Path home,
        int port,
        Path data,
        boolean fresh,
        boolean split,
        int apis,
        int workers,
        boolean memory,
        boolean upstreams) {}
