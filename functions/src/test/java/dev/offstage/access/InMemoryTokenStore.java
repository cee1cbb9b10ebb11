package dev.offstage.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Tokens in a map. */
public final class InMemoryTokenStore implements TokenStore {
    private final Map<String, StoredToken> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger uses = new AtomicInteger();

    private volatile boolean notesFail;

    /** From now on no use can be noted. */
    void failNotes() {
        notesFail = true;
    }

    /** How many times {@link #find} was asked. */
    int reads() {
        return reads.get();
    }

    /** How many uses were noted. */
    int uses() {
        return uses.get();
    }

    @Override
    public boolean create(StoredToken token) {
        return tokens.putIfAbsent(token.token().id(), token) == null;
    }

    @Override
    public Optional<StoredToken> find(String id) {
        reads.getAndIncrement();
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public List<Token> list() {
        return tokens.values().stream().map(StoredToken::token).toList();
    }

    @Override
    public boolean revoke(String id, Instant at, Instant purgeAt) {
        return changes(id, token -> token.revoked(at));
    }

    @Override
    public void noteUse(String id, Instant at) {
        if (notesFail) {
            throw new IllegalStateException("The store takes no writes.");
        }
        uses.addAndGet(changes(id, token -> token.used(at)) ? 1 : 0);
    }

    private boolean changes(String id, UnaryOperator<Token> change) {
        return tokens.computeIfPresent(id, (key, old) -> new StoredToken(change.apply(old.token()), old.hash()))
                != null;
    }
}
