/** What operators do: tenants, keys, grants, and a look at a job. */
@NullMarked
package dev.darkroom.api.admin;

import org.jspecify.annotations.NullMarked;
