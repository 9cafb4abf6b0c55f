package dev.darkroom.infra.upstream;

import java.time.Duration;

/**
 * What all wire formats of a simulator have together.
 *
 * @param url where it is reached
 * @param delay how long work takes unless its prompt says otherwise
 */
record Shared(String url, Works works, Script script, RequestLog log, Callbacks callbacks, Duration delay) {}
