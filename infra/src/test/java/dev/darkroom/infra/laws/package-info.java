/** The laws of the design, held over the classes and poms of the whole tree, each proved by fixtures that break it. */
@NullMarked
package dev.darkroom.infra.laws;

import org.jspecify.annotations.NullMarked;
