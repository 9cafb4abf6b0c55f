/** Calls to URLs that come from outside: which may be made, and how they are kept from doing harm. */
@NullMarked
package dev.darkroom.activities.net;

import org.jspecify.annotations.NullMarked;
