/** What the bytes of an image file have to be like, format by format. */
@NullMarked
package dev.darkroom.activities.image;

import org.jspecify.annotations.NullMarked;
