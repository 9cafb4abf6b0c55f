/** What every surface needs of HTTP: strict JSON, request ids, errors by path, signed files and cursors. */
@NullMarked
package dev.darkroom.api.http;

import org.jspecify.annotations.NullMarked;
