/** What the local stack and its tests know of the processes of this machine. */
@NullMarked
package dev.darkroom.infra.process;

import org.jspecify.annotations.NullMarked;
