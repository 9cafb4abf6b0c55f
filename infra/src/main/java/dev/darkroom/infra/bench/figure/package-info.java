/** What is made of measurements: percentiles, medians, comparisons of two sides, and what they should be. */
@NullMarked
package dev.darkroom.infra.bench.figure;

import org.jspecify.annotations.NullMarked;
