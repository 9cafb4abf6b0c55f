/** Images that callers name by their URL. */
@NullMarked
package dev.darkroom.activities.fetch;

import org.jspecify.annotations.NullMarked;
