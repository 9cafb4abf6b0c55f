/** Chains of edits: steps that build on each other, paid for as one. */
@NullMarked
package dev.darkroom.api.surface.stratizon.chains;

import org.jspecify.annotations.NullMarked;
