package dev.darkroom.infra.storm.fault;

import java.util.Random;

/** Something that can be broken. */
interface Fault {

    /** Its name, and that of the cell of the fault matrix: {@code F2 kill worker}. */
    String name();

    /** How often it comes, against the others. */
    int weight();

    /** Whether nothing else is to be broken meanwhile: it takes down what the others need to break anything. */
    default boolean isAlone() {
        return false;
    }

    /**
     * Breaks it, and mends what nobody else mends. It takes as long as the fault lasts.
     *
     * @return how often the fault really fired; 0 where there was nothing to break
     */
    int strike(Random random) throws InterruptedException;
}
