package dev.offstage.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sessions in a map. */
public final class InMemorySessionStore implements SessionStore {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> key = new AtomicReference<>();
    private final AtomicInteger reads = new AtomicInteger();

    private record Session(String token, Instant expiresAt) {}

    /** How many times {@link #tokenOf} was asked. */
    int reads() {
        return reads.get();
    }

    @Override
    public void begin(String hash, String token, Instant expiresAt) {
        sessions.put(hash, new Session(token, expiresAt));
    }

    @Override
    public Optional<String> tokenOf(String hash, Instant now) {
        reads.getAndIncrement();
        return Optional.ofNullable(sessions.get(hash))
                .filter(session -> session.expiresAt().isAfter(now))
                .map(Session::token);
    }

    @Override
    public void end(String hash, Instant now) {
        sessions.remove(hash);
    }

    @Override
    public String signingKey(String candidate) {
        String before = key.compareAndExchange(null, candidate);
        return before == null ? candidate : before;
    }
}
