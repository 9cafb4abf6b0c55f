/** What the jar that runs in production brings with it. */
@NullMarked
package dev.darkroom.infra.laws.product;

import org.jspecify.annotations.NullMarked;
