/** The vrex surface: images in US dollars, polled or told of by webhook. */
@NullMarked
@OpenAPIGroupInfo(
        names = "vrex",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom: vrex",
                                        version = "1",
                                        description = "Images in US dollars, polled or told of by webhook.")))
package dev.darkroom.api.surface.vrex;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
