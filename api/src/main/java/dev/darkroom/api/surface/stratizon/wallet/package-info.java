/** The wallet and its statement. */
@NullMarked
package dev.darkroom.api.surface.stratizon.wallet;

import org.jspecify.annotations.NullMarked;
