/** The master keys, and what is signed and sealed with keys derived from them. */
@NullMarked
package dev.darkroom.activities.keys;

import org.jspecify.annotations.NullMarked;
