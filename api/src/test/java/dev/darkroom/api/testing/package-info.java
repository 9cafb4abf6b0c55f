/** The product behind HTTP, as the tests of its surfaces meet it. */
@NullMarked
package dev.darkroom.api.testing;

import org.jspecify.annotations.NullMarked;
