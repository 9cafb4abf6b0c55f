/** What the local stack and its tests ask of this machine: which processes live, which ports are free. */
@NullMarked
package dev.darkroom.infra.process;

import org.jspecify.annotations.NullMarked;
