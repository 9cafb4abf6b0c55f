/** The local stack: everything that Darkroom needs, started, watched and stopped by one process. */
@NullMarked
package dev.darkroom.infra.local;

import org.jspecify.annotations.NullMarked;
