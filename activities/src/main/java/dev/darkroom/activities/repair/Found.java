package dev.darkroom.activities.repair;

/**
 * What a look at everything that has not ended found.
 *
 * @param subject the id of a workflow
 * @param state of its row
 */
public record Found(String subject, String state, Remedy remedy) {}
