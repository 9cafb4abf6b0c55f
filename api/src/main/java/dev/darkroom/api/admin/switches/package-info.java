/** What operators have switched off. */
@NullMarked
package dev.darkroom.api.admin.switches;

import org.jspecify.annotations.NullMarked;
