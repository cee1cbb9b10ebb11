package dev.offstage.access;

import java.time.Instant;
import java.util.Optional;

/** Where sessions live, and the key that signs their cookies. Every implementation passes {@code SessionStoreContract}. */
public interface SessionStore {

    /**
     * Begins a session.
     *
     * @param hash of its id, which is a secret
     */
    void begin(String hash, String token, Instant expiresAt);

    /** The id of the token that opened the session; empty when there is none that still lasts at {@code now}. A consistent read. */
    Optional<String> tokenOf(String hash, Instant now);

    /** Ends the session, if there is one. */
    void end(String hash, Instant now);

    /** The signing key that everyone uses: {@code candidate} if there was none. */
    String signingKey(String candidate);
}
