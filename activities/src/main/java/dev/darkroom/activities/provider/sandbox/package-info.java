/** A provider that draws by itself: for trying, testing and integrating without a key or a bill. */
@NullMarked
package dev.darkroom.activities.provider.sandbox;

import org.jspecify.annotations.NullMarked;
