/** Budgets and format of the sources, measured from their text. */
@NullMarked
package dev.darkroom.infra.laws.source;

import org.jspecify.annotations.NullMarked;
