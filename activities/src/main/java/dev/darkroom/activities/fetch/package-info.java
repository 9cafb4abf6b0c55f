/** Images behind URLs that callers give. */
@NullMarked
package dev.darkroom.activities.fetch;

import org.jspecify.annotations.NullMarked;
