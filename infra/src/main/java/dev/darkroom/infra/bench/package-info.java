/** The bench: jobs beside a bare workflow of the same steps, reads beside a static file, in one run on one server. */
@NullMarked
package dev.darkroom.infra.bench;

import org.jspecify.annotations.NullMarked;
