/** What is broken in a storm, and by whom. */
@NullMarked
package dev.darkroom.infra.storm.fault;

import org.jspecify.annotations.NullMarked;
