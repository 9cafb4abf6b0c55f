/** The apiframe surface: one request for many models, jobs that are polled or told of, money in credits. */
@NullMarked
package dev.darkroom.api.surface.apiframe;

import org.jspecify.annotations.NullMarked;
