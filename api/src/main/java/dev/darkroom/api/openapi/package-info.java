/** The OpenAPI documents of the surfaces, and the page that shows them. */
@NullMarked
package dev.darkroom.api.openapi;

import org.jspecify.annotations.NullMarked;
