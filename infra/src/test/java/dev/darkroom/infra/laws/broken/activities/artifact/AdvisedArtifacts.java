package dev.darkroom.infra.laws.broken.activities.artifact;

import io.micronaut.transaction.annotation.Transactional;

/** Breaks law 12: advice on what is no repository. */
interface AdvisedArtifacts {

    /** Advised. */
    @Transactional
    void remove();
}
