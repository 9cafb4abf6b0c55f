/** Where figures for those who watch the product are kept. */
@NullMarked
package dev.darkroom.activities.metrics;

import org.jspecify.annotations.NullMarked;
