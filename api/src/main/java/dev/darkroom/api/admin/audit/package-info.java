/** What administrators did, written down in the transaction in which they did it. */
@NullMarked
package dev.darkroom.api.admin.audit;

import org.jspecify.annotations.NullMarked;
