/** Image requests and the tasks that come of them. */
@NullMarked
package dev.darkroom.api.surface.stratizon.tasks;

import org.jspecify.annotations.NullMarked;
