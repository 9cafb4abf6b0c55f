/** Money: integer micro-USD, what was promised, what is kept and what goes back. */
@NullMarked
package dev.darkroom.workflows.domain.money;

import org.jspecify.annotations.NullMarked;
