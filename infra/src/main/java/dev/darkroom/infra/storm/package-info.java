/** The whole product under traffic, while everything that it stands on is broken on purpose. */
@NullMarked
package dev.darkroom.infra.storm;

import org.jspecify.annotations.NullMarked;
