/** The start of a process: its role, its settings, its health. */
@NullMarked
package dev.darkroom.api.boot;

import org.jspecify.annotations.NullMarked;
