package dev.offstage.jobs.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Texts and claims in maps. */
final class InMemoryRobotsStore implements RobotsStore {
    private final Map<String, Kept> texts = new HashMap<>();
    private final Map<String, Instant> claims = new HashMap<>();

    private record Kept(String text, Instant until) {}

    @Override
    public synchronized Optional<String> find(String origin, Instant now) {
        return Optional.ofNullable(texts.get(origin))
                .filter(kept -> now.isBefore(kept.until()))
                .map(Kept::text);
    }

    @Override
    public synchronized boolean claimReading(String origin, Instant now, Instant until) {
        Instant claimed = claims.get(origin);
        if (claimed != null && now.isBefore(claimed)) {
            return false;
        }
        claims.put(origin, until);
        return true;
    }

    @Override
    public synchronized void keep(String origin, String text, Instant until) {
        texts.put(origin, new Kept(text, until));
        claims.remove(origin);
    }

    @Override
    public synchronized void release(String origin) {
        claims.remove(origin);
    }
}
