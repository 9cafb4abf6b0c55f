/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.ledger;

import org.jspecify.annotations.NullMarked;
