package dev.darkroom.api.catalogue;

/** The names of a surface's fields, so that a refusal names what the caller wrote. */
public interface SurfaceWords {

    /** The field of a trait. */
    String field(Trait trait);

    /**
     * The field of one of the model's own parameters.
     *
     * @param name its name in the catalogue
     */
    String parameter(String name);
}
