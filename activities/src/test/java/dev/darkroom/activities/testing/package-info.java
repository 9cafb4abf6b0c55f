/** What the tests of this module and of those above run on: a real database, a link to it that can be cut, fakes. */
@NullMarked
package dev.darkroom.activities.testing;

import org.jspecify.annotations.NullMarked;
