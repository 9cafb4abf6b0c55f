/** The native surface: its words, its units and its errors. */
@NullMarked
@OpenAPIGroupInfo(
        names = "stratizon",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom",
                                        version = "1",
                                        description =
                                                "Durable image tasks in credits: the surface of Darkroom itself.")))
package dev.darkroom.api.surface.stratizon;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
