/** The connection to the database, and its schema. */
@NullMarked
package dev.darkroom.activities.db;

import org.jspecify.annotations.NullMarked;
