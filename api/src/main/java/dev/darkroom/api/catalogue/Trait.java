package dev.darkroom.api.catalogue;

/** What every surface can ask of a model, each under a name of its own. */
public enum Trait {
    PROMPT,
    IMAGES,
    QUALITY,
    ASPECT_RATIO,
    SIZE,
    FORMAT,
    REFERENCES,
    MASK
}
