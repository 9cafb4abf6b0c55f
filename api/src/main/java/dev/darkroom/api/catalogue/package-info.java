/** The catalogue's files, and whether what a surface asks of a model is what the model can. */
@NullMarked
package dev.darkroom.api.catalogue;

import org.jspecify.annotations.NullMarked;
