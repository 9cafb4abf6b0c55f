package dev.darkroom.workflows.domain.job;

import dev.darkroom.workflows.domain.failure.FailureKind;

/** What came of one image of a job. */
public sealed interface ImageOutcome {

    /** Which image, from 0. */
    int index();

    /**
     * The bytes lie in the tenant's storage.
     *
     * @param bytes the size of the object
     * @param sha256 of the object, 64 hexadecimal digits
     */
    record Stored(int index, ImageFormat format, long bytes, ImageSize size, String sha256) implements ImageOutcome {}

    /**
     * One more picture lies in the tenant's storage, which shows all images of the job. It is not billed.
     *
     * @param picture with the number of images that were asked for as its index
     */
    record Grid(Stored picture) implements ImageOutcome {
        @Override
        public int index() {
            return picture.index();
        }
    }

    /** The provider made the image and withheld it under its content policy. */
    record Filtered(int index) implements ImageOutcome {}

    /** There are no bytes to deliver. */
    record Failed(int index, FailureKind kind) implements ImageOutcome {}
}
