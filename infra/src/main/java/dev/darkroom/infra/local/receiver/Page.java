package dev.darkroom.infra.local.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page that lists what arrived. It holds none of it: its own script fetches the deliveries and puts them in as text.
 *
 * @param policy which allows its own script and style, by their hashes, and nothing else
 */
record Page(String html, String policy) {

    static Page read() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("receiver.html"))) {
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Page(
                    html,
                    "default-src 'none'; connect-src 'self'; script-src '%s'; style-src '%s'; base-uri 'none'; "
                                    .formatted(hash(html, "script"), hash(html, "style"))
                            + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String html, String tag) {
        String open = "<%s>".formatted(tag);
        String inside = html.substring(html.indexOf(open) + open.length(), html.indexOf("</%s>".formatted(tag)));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inside.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
