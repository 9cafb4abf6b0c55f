package dev.darkroom.api.surface.stratizon;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shape of a refusal; the document has a response of its own for each status. */
@ApiResponse(
        responseCode = "4XX",
        description = "Refused.",
        content = @Content(schema = @Schema(implementation = NativeErrors.Body.class)))
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface NativeRefusals {}
