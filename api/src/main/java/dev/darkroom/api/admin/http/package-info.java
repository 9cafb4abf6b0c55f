/** What administrators do over HTTP, on the management port: everything that changes is done once and written down. */
@NullMarked
package dev.darkroom.api.admin.http;

import org.jspecify.annotations.NullMarked;
