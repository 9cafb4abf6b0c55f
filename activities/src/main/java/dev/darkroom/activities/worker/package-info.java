/** What runs where: task queues and their implementations, and Temporal as the sweep sees it. */
@NullMarked
package dev.darkroom.activities.worker;

import org.jspecify.annotations.NullMarked;
