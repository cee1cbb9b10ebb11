package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token, which is everything but its secret.
 *
 * @param id short, in the token's text too, no secret
 * @param name what its maker calls it
 * @param expiresAt null for never
 * @param lastUsedAt to about ten minutes; null before the first use
 * @param revokedAt null unless it was
 */
public record Token(
        String id,
        String name,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    /** How long a token that no longer serves can still be seen in the list. */
    static final Duration KEPT = Duration.ofDays(30);

    /** Whether it opens anything at {@code now}. */
    public boolean serves(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** When it may be forgotten; null while nothing ends it. The store deletes late, readers treat it as gone from then on. */
    public @Nullable Instant purgeAt() {
        Instant end = revokedAt == null ? expiresAt : revokedAt;
        return end == null ? null : end.plus(KEPT);
    }

    boolean isPurged(Instant now) {
        Instant at = purgeAt();
        return at != null && !at.isAfter(now);
    }

    /** The same token, revoked at {@code at} unless it was before. */
    public Token revoked(Instant at) {
        return revokedAt == null ? new Token(id, name, role, createdAt, expiresAt, lastUsedAt, at) : this;
    }

    /** The same token, used at {@code at} unless it was later. */
    public Token used(Instant at) {
        return lastUsedAt == null || lastUsedAt.isBefore(at)
                ? new Token(id, name, role, createdAt, expiresAt, at, revokedAt)
                : this;
    }
}
