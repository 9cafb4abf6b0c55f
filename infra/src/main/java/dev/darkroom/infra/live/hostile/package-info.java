/** Requests that nobody means well with, sent to the running product byte by byte. The numbers are those of infra/docs/hostile.md. */
@NullMarked
package dev.darkroom.infra.live.hostile;

import org.jspecify.annotations.NullMarked;
