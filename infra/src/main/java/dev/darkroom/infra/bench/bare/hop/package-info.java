/** What is left of a webhook when nothing is sent: the hops from a workflow to an activity of its child. */
@NullMarked
package dev.darkroom.infra.bench.bare.hop;

import org.jspecify.annotations.NullMarked;
