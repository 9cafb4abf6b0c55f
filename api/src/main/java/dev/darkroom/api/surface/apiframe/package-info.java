/** The apiframe surface: one request for many models, jobs that are polled or told of, money in credits. */
@NullMarked
@OpenAPIGroupInfo(
        names = "apiframe",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom: apiframe",
                                        version = "1",
                                        description =
                                                "Images of many models in credits, polled or told of by webhook.")))
package dev.darkroom.api.surface.apiframe;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
