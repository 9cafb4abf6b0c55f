/** What the acceptable-use policy forbids: word lists, and a service of the operator's that is asked after them. */
@NullMarked
package dev.darkroom.api.moderation;

import org.jspecify.annotations.NullMarked;
