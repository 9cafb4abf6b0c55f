/** What workflows and activities say to each other: one record in, one record out. */
@NullMarked
package dev.darkroom.workflows.contract;

import org.jspecify.annotations.NullMarked;
