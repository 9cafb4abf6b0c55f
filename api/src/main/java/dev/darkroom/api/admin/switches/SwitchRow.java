package dev.darkroom.api.admin.switches;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Something that is switched off.
 *
 * @param surface a surface, or {@value #ANY}
 * @param model a model of the catalogue by its own id, or {@value #ANY}
 * @param reason for operators; callers do not see it
 */
@MappedEntity("switch_off")
public record SwitchRow(@Id String surface, String model, String reason, Instant createdAt) {

    /** Every surface, or every model. */
    public static final String ANY = "*";

    /** A switch as the audit log names it: {@code vrex gpt-image-2}. */
    public static String subject(String surface, String model) {
        return surface + " " + model;
    }

    /** Whether it was switched off under just these names. */
    public boolean isOf(String askedSurface, String askedModel) {
        return surface.equals(askedSurface) && model.equals(askedModel);
    }

    boolean covers(String askedSurface, String askedModel) {
        return (surface.equals(ANY) || surface.equals(askedSurface)) && (model.equals(ANY) || model.equals(askedModel));
    }
}
