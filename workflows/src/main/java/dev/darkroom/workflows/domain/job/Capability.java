package dev.darkroom.workflows.domain.job;

import java.util.Locale;

/** What a job does. */
public enum Capability {
    TEXT_TO_IMAGE,
    IMAGE_TO_IMAGE;

    /** The public word: {@code text_to_image}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
