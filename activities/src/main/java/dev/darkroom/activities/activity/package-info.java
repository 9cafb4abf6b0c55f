/** The activities: unpack a record, call one collaborator, translate its failure. */
@NullMarked
package dev.darkroom.activities.activity;

import org.jspecify.annotations.NullMarked;
