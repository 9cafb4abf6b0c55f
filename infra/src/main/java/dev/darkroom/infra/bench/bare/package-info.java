/** What the product is measured against: the same steps with nothing in them, in a process of its own. */
@NullMarked
package dev.darkroom.infra.bench.bare;

import org.jspecify.annotations.NullMarked;
