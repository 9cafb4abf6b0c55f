/** Bytes: what is stored under which name, and how it is written once. */
@NullMarked
package dev.darkroom.activities.blob;

import org.jspecify.annotations.NullMarked;
