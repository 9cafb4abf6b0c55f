package dev.darkroom.api.http;

import dev.darkroom.activities.blob.BlobInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The strong tag of a stored object, which never changes.
 *
 * @param text with its quotes
 */
record EntityTag(String text) {

    private static final String WEAK = "W/";
    private static final String ANY = "*";

    static EntityTag of(BlobInfo blob) {
        return new EntityTag(
                "\"%s\"".formatted(Integer.toHexString(blob.key().hashCode()) + Long.toHexString(blob.bytes())));
    }

    /** Whether an If-None-Match header names it, weakly or not. */
    boolean isAmong(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::trim)
                .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
                .anyMatch(tag -> tag.equals(text) || tag.equals(ANY));
    }

    /** Whether the condition of an If-Range header holds; an absent one does. */
    boolean holds(@Nullable String ifRange) {
        return ifRange == null || ifRange.equals(text);
    }
}
