/** Programs of other languages that the checks run, and what they need, installed once per machine. */
@NullMarked
package dev.darkroom.infra.live.tool;

import org.jspecify.annotations.NullMarked;
