/** Fair share: how many jobs may run at once, of each tenant and at each provider. */
@NullMarked
package dev.darkroom.activities.lease;

import org.jspecify.annotations.NullMarked;
