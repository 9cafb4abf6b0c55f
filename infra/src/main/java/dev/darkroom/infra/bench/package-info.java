/** The bench: the product beside a bare workflow of the same steps, in one run on one server. */
@NullMarked
package dev.darkroom.infra.bench;

import org.jspecify.annotations.NullMarked;
