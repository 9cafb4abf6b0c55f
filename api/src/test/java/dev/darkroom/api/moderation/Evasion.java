package dev.darkroom.api.moderation;

import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.List;

/**
 * A request that hides something.
 *
 * @param kind what it is to be blocked for
 * @param trick how it hides it
 * @param texts its texts
 */
record Evasion(FailureKind kind, String trick, List<String> texts) {

    @Override
    public String toString() {
        return "%s by %s: %s"
                .formatted(kind, trick, texts.stream().map(Evasion::shortened).toList());
    }

    private static String shortened(String text) {
        return text.length() < 200
                ? text
                : "…" + text.strip().substring(Math.max(0, text.strip().length() - 100));
    }
}
