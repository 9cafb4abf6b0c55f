package dev.darkroom.infra.local.receiver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that deliveries are checked against: those given at the start, and those of a file that several receivers
 * of one stack share. The newest {@value #KNOWN_MAX} count.
 */
public final class Secrets {

    /** The file's name in a stack's data folder. */
    public static final String FILE = "webhook-secrets";

    static final int KNOWN_MAX = 100;
    private static final int LENGTH_MAX = 500;

    private final SequencedSet<String> given = new LinkedHashSet<>();
    private final @Nullable Path file;

    private Secrets(@Nullable Path file) {
        this.file = file;
    }

    /** In memory alone. */
    public static Secrets inMemory() {
        return new Secrets(null);
    }

    /** In that file, which only its owner can read. */
    public static Secrets in(Path file) {
        return new Secrets(file);
    }

    /** Whether it is {@code whsec_} and base64 after it. */
    static boolean isSecret(String text) {
        return text.length() <= LENGTH_MAX && text.startsWith(Webhook.SECRET_PREFIX) && webhook(text) != null;
    }

    /**
     * Remembers one; nothing where it is known.
     *
     * @throws IllegalArgumentException where it is none
     */
    public synchronized void add(String secret) {
        if (!isSecret(secret)) {
            throw new IllegalArgumentException("a secret is whsec_ and base64 after it");
        }
        if (known().contains(secret)) {
            return;
        }
        if (file == null) {
            given.addLast(secret);
        } else {
            append(file, secret);
        }
    }

    /** Remembers one for as long as this lives, and not in the file. */
    synchronized void addForNow(String secret) {
        given.addLast(secret);
    }

    /** Who verifies. The file is read each time, since another receiver may have written to it. */
    synchronized List<Webhook> verifiers() {
        List<Webhook> verifiers = new ArrayList<>();
        for (String secret : known()) {
            Webhook webhook = webhook(secret);
            if (webhook != null) {
                verifiers.add(webhook);
            }
        }
        return verifiers;
    }

    private SequencedSet<String> known() {
        SequencedSet<String> known = new LinkedHashSet<>();
        try {
            if (file != null && Files.exists(file)) {
                known.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.addAll(given);
        while (known.size() > KNOWN_MAX) {
            known.removeFirst();
        }
        return known;
    }

    private static void append(Path file, String secret) {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Webhook webhook(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            return null;
        }
    }
}
