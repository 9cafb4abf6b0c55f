/** The product as its users see it: processes, HTTP, and the database and Temporal behind it. */
@NullMarked
package dev.darkroom.infra.live.world;

import org.jspecify.annotations.NullMarked;
