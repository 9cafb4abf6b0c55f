package dev.darkroom.infra.bench;

/** Who is measured. */
enum Side {
    PRODUCT,
    BARE
}
