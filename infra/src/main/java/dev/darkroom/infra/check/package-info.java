/** The checker's second half: what the product did, by the logs of those around it. */
@NullMarked
package dev.darkroom.infra.check;

import org.jspecify.annotations.NullMarked;
