/** How settings are declared, bounded and listed. */
@NullMarked
package dev.darkroom.activities.config;

import org.jspecify.annotations.NullMarked;
