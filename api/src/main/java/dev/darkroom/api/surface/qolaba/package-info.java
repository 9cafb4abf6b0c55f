/** Qolaba: images awaited or made in the background, priced in US dollars and credits side by side. */
@NullMarked
@OpenAPIGroupInfo(
        names = "qolaba",
        info =
                @OpenAPIDefinition(
                        info =
                                @Info(
                                        title = "Darkroom: qolaba",
                                        version = "1",
                                        description = "Images by models of several vendors, waited for or polled.")))
package dev.darkroom.api.surface.qolaba;

import io.micronaut.openapi.annotation.OpenAPIGroupInfo;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
