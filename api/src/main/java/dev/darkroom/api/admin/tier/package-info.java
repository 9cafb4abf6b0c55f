/** Tiers: what tenants may do at once and in a day. */
@NullMarked
package dev.darkroom.api.admin.tier;

import org.jspecify.annotations.NullMarked;
