package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedUrlsTest {

    private static final String KEY = "t/0a/j/0b/0.png";

    private final List<String> signed = new ArrayList<>();
    private Duration now = Duration.ofDays(9);
    private boolean broken;
    private final SignedUrls urls = new SignedUrls(this::sign, () -> now.toNanos());

    @Test
    void a_url_is_signed_once_and_handed_out_while_more_than_an_hour_of_it_is_left() {
        assertEquals(Optional.of("https://store/1"), urls.of(KEY));
        now = now.plusMinutes(54);
        assertEquals(Optional.of("https://store/1"), urls.of(KEY));
        now = now.plusMinutes(1);
        assertEquals(Optional.of("https://store/2"), urls.of(KEY));
        assertEquals(Optional.of("https://store/3"), urls.of("t/0a/j/0b/1.png"));
        assertEquals(3, signed.size());
    }

    @Test
    void a_signer_that_fails_is_left_alone_for_a_minute_and_what_is_signed_stays_good() {
        assertEquals(Optional.of("https://store/1"), urls.of(KEY));
        broken = true;
        assertTrue(urls.of("t/0a/j/0b/1.png").isEmpty());
        assertTrue(urls.of("t/0a/j/0b/2.png").isEmpty());
        assertEquals(2, signed.size());
        assertEquals(Optional.of("https://store/1"), urls.of(KEY));
        broken = false;
        now = now.plusSeconds(59);
        assertTrue(urls.of("t/0a/j/0b/1.png").isEmpty());
        now = now.plusSeconds(1);
        assertEquals(Optional.of("https://store/3"), urls.of("t/0a/j/0b/1.png"));
    }

    private Optional<String> sign(String key) {
        signed.add(key);
        if (broken) {
            throw new IllegalStateException("no signature");
        }
        return Optional.of("https://store/" + signed.size());
    }
}
