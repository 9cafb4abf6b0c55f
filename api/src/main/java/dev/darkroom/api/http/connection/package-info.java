/** What a connection may cost: how many there are, how slow they are, and how much of what they sent is held. */
@NullMarked
package dev.darkroom.api.http.connection;

import org.jspecify.annotations.NullMarked;
