/** What must be true of the running product, one class each. */
@NullMarked
package dev.darkroom.infra.live.check;

import org.jspecify.annotations.NullMarked;
