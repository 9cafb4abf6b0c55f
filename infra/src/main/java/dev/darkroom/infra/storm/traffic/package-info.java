/** Callers of a storm, and the receiver of its webhooks; what they saw is written down outside the product. */
@NullMarked
package dev.darkroom.infra.storm.traffic;

import org.jspecify.annotations.NullMarked;
