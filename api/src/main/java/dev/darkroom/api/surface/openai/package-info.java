/** The surface of OpenAI's images API: official clients work with nothing but their base URL changed. */
@NullMarked
@OpenAPIGroupInfo(
        names = "openai",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom: OpenAI images",
                                        version = "1",
                                        description = "The OpenAI images API: answered when the images are done.")))
package dev.darkroom.api.surface.openai;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
