/** How often somebody may ask: buckets of tokens in the memory of this process. */
@NullMarked
package dev.darkroom.api.limit;

import org.jspecify.annotations.NullMarked;
