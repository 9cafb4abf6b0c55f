/** The gptimage2 surface: one image a call, paid in credits. */
@NullMarked
@OpenAPIGroupInfo(
        names = "gptimage2",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom: gptimage2",
                                        version = "1",
                                        description = "An image a call, in credits, polled.")))
package dev.darkroom.api.surface.gptimage2;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
