package dev.darkroom.activities.provider.sandbox.edit;

import java.util.List;

/**
 * What a prompt asks for.
 *
 * @param edits in the order of the prompt
 * @param sideBySide whether pictures are laid beside each other, not on each other
 */
record EditPlan(List<Edit> edits, boolean sideBySide) {

    EditPlan {
        edits = List.copyOf(edits);
    }

    /** Whether no word of the prompt names an edit. */
    boolean isEmpty() {
        return edits.isEmpty() && !sideBySide;
    }
}
