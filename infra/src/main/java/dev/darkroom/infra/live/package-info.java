/** {@code infra/verify-live}: the second test tier, black-box, on a real Temporal server and a real MySQL. */
@NullMarked
package dev.darkroom.infra.live;

import org.jspecify.annotations.NullMarked;
