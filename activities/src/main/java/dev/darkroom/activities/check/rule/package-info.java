/** What has to be so in the database, as statements that select what breaks it. */
@NullMarked
package dev.darkroom.activities.check.rule;

import org.jspecify.annotations.NullMarked;
