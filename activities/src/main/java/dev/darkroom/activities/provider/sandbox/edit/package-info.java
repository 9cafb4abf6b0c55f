/** How the sandbox edits: it reads the pictures of a job, lays them out, and does what the prompt's words say. */
@NullMarked
package dev.darkroom.activities.provider.sandbox.edit;

import org.jspecify.annotations.NullMarked;
