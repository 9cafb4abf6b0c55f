/** The read path: a job by its id, and a page of jobs, beside a static file of the same server. */
@NullMarked
package dev.darkroom.infra.bench.read;

import org.jspecify.annotations.NullMarked;
