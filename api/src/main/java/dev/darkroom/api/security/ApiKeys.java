package dev.darkroom.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Scope;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * API keys: 256 random bits behind a visible prefix, stored as SHA-256. What was looked up is remembered for five
 * seconds, which is how long a revoked key may still work.
 */
@Singleton
public final class ApiKeys {

    private static final String START = "sk-dr-";
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int NAME_LENGTH = 12;
    private static final int PREFIX_LENGTH = START.length() + NAME_LENGTH;
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_LENGTH = 43;
    private static final int KEY_LENGTH = PREFIX_LENGTH + 1 + SECRET_LENGTH;
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration FAMILIAR = Duration.ofHours(1);
    private static final int REMEMBERED_MAX = 10_000;

    private final Transactions transactions;
    private final ApiKeyRepository repository;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Lookup> remembered = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_MAX)
            .build();
    private final Cache<String, Boolean> familiar = Caffeine.newBuilder()
            .expireAfterAccess(FAMILIAR)
            .maximumSize(REMEMBERED_MAX)
            .build();

    ApiKeys(Transactions transactions, ApiKeyRepository repository) {
        this.transactions = transactions;
        this.repository = repository;
    }

    /**
     * A key that was just made.
     *
     * @param secret the whole key, which is shown this once
     */
    public record Made(String prefix, String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Made[%s]".formatted(prefix);
        }
    }

    /** Makes a key for all models, without a limit. */
    public Made create(TenantId tenant, Collection<Scope> scopes) {
        return create(tenant, KeyTerms.of(scopes));
    }

    /** Makes a key. */
    public Made create(TenantId tenant, KeyTerms terms) {
        String prefix = START + name();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String key = prefix + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String words = terms.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(","));
        ApiKeyRow row = new ApiKeyRow(
                UuidCreator.getTimeOrderedEpoch().toString(),
                tenant.text(),
                prefix,
                hash(key),
                words,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                terms.name(),
                terms.modelsText(),
                null,
                terms.monthLimit() == null ? null : terms.monthLimit().value(),
                null,
                0);
        transactions.write(scope -> repository.save(row));
        return new Made(prefix, key);
    }

    /** The keys of a tenant, oldest first. */
    public List<ApiKeyRow> list(TenantId tenant) {
        return transactions.read(() -> repository.findByTenantIdOrderByCreatedAt(tenant.text()));
    }

    /** A key by its prefix, revoked or not. */
    public Optional<ApiKeyRow> find(TenantId tenant, String prefix) {
        if (!isPrefix(prefix)) {
            return Optional.empty();
        }
        return transactions
                .read(() -> repository.findByPrefix(prefix))
                .filter(row -> row.tenantId().equals(tenant.text()));
    }

    /**
     * SHA-256 of a key, by the key's id, whether or not it was revoked: 64 hexadecimal digits.
     *
     * @throws java.util.NoSuchElementException where there is no such key
     */
    public String hashOf(String id) {
        return transactions.read(() -> repository.findById(id)).orElseThrow().secretHash();
    }

    /** Revokes a key by its prefix. False where there is none, or none that works. */
    public boolean revoke(String prefix) {
        return isPrefix(prefix) && transactions.write(scope -> repository.revoke(prefix)) == 1;
    }

    /** Revokes all keys of a tenant. */
    public void revokeAll(TenantId tenant) {
        transactions.write(scope -> repository.revokeAll(tenant.text()));
    }

    /** What a look-up of a key has found. */
    record Lookup(Optional<Caller> caller) {}

    /** What the last look-up of a key has found; null where it has to be looked up. */
    @Nullable
    Lookup remembered(String key) {
        return isKey(key) ? remembered.getIfPresent(hash(key)) : new Lookup(Optional.empty());
    }

    /** Whether the key was found within the last hour, so that a look-up is no guess. */
    boolean isFamiliar(String key) {
        return familiar.getIfPresent(hash(key)) != null;
    }

    /** Whose key it is; empty where it is malformed, unknown or revoked. */
    Optional<Caller> find(String key) {
        if (!isKey(key)) {
            return Optional.empty();
        }
        String hash = hash(key);
        Optional<Caller> caller = transactions
                .read(() -> repository.findHolder(key.substring(0, PREFIX_LENGTH)))
                .filter(holder -> isSame(holder.secretHash(), hash))
                .map(KeyHolder::caller);
        remembered.put(hash, new Lookup(caller));
        if (caller.isPresent()) {
            familiar.put(hash, true);
        } else {
            familiar.invalidate(hash);
        }
        return caller;
    }

    private String name() {
        return random.ints(NAME_LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    private static boolean isPrefix(String text) {
        return text.length() == PREFIX_LENGTH
                && text.startsWith(START)
                && text.chars().skip(START.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static boolean isKey(String key) {
        return key.length() == KEY_LENGTH && isPrefix(key.substring(0, PREFIX_LENGTH));
    }

    private static boolean isSame(String stored, String given) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
