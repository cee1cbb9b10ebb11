package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tokens by id, each read at most once in ten seconds, its use noted at most once in ten minutes. */
final class TokenReads {
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(10);

    private final Recent<StoredToken> recent = new Recent<>();
    private final TokenStore store;
    private final Consumer<RuntimeException> trouble;

    TokenReads(TokenStore store, Consumer<RuntimeException> trouble) {
        this.store = store;
        this.trouble = trouble;
    }

    /** The token, as it was at most ten seconds ago. Only what is there is remembered, so that guesses fill no memory. */
    Optional<StoredToken> find(String id, Instant now) {
        Optional<StoredToken> fresh = recent.fresh(id, now);
        return fresh.isPresent() ? fresh : findAfresh(id, now);
    }

    /** The token as it is now. */
    Optional<StoredToken> findAfresh(String id, Instant now) {
        Optional<StoredToken> read = store.find(id);
        read.ifPresentOrElse(token -> recent.put(id, token, now), () -> recent.drop(id));
        return read;
    }

    /** The token as it was read last, however long ago; empty when it was not. */
    Optional<StoredToken> remembered(String id) {
        return recent.any(id);
    }

    /** A use that cannot be noted is no reason to turn the caller away. */
    void used(StoredToken stored, Instant now) {
        Instant noted = stored.token().lastUsedAt();
        if (noted != null && noted.plus(BETWEEN_NOTES).isAfter(now)) {
            return;
        }
        recent.change(stored.token().id(), new StoredToken(stored.token().used(now), stored.hash()));
        try {
            store.noteUse(stored.token().id(), now);
        } catch (RuntimeException e) {
            trouble.accept(e);
        }
    }
}
