/** What is seen from outside the product, written down as it is seen, for {@code infra/darkroom check} to read. */
@NullMarked
package dev.darkroom.infra.evidence;

import org.jspecify.annotations.NullMarked;
