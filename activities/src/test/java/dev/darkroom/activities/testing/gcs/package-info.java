/** Cloud Storage, as far as a store needs it, for tests. */
@NullMarked
package dev.darkroom.activities.testing.gcs;

import org.jspecify.annotations.NullMarked;
