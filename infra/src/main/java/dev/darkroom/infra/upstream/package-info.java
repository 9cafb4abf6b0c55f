/** The upstream simulator: providers' wire formats, spoken by a process that can be told to misbehave. */
@NullMarked
package dev.darkroom.infra.upstream;

import org.jspecify.annotations.NullMarked;
