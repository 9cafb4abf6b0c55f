/** Who is calling: API keys and what they may do. */
@NullMarked
package dev.darkroom.api.security;

import org.jspecify.annotations.NullMarked;
