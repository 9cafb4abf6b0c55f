/** The journal of what the reconciler put right. */
@NullMarked
package dev.darkroom.activities.repair;

import org.jspecify.annotations.NullMarked;
