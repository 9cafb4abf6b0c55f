/** The surface of OpenAI's images API: official clients work with nothing but their base URL changed. */
@NullMarked
package dev.darkroom.api.surface.openai;

import org.jspecify.annotations.NullMarked;
