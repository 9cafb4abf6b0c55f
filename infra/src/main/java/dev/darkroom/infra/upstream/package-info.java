/** The upstream simulator: a provider's wire format, spoken by a process that can be told to misbehave. */
@NullMarked
package dev.darkroom.infra.upstream;

import org.jspecify.annotations.NullMarked;
