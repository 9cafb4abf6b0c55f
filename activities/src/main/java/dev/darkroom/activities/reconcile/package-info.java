/** What becomes of jobs whose workflow does not end them. */
@NullMarked
package dev.darkroom.activities.reconcile;

import org.jspecify.annotations.NullMarked;
