/** The documentation as something that tests can read and run. */
@NullMarked
package dev.darkroom.infra.docs;

import org.jspecify.annotations.NullMarked;
