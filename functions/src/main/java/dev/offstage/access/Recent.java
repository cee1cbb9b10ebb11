package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was read not long ago. Of too many the one that was not asked for the longest goes. */
final class Recent<V> {
    /** Within this time a revocation takes effect. */
    static final Duration FRESH = Duration.ofSeconds(10);

    private static final int MOST = 1000;

    private final Map<String, Held<V>> held = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held<V>> eldest) {
            return size() > MOST;
        }
    };

    private record Held<V>(V value, Instant since) {}

    /** The value, read at most ten seconds before {@code now}. */
    synchronized Optional<V> fresh(String key, Instant now) {
        return Optional.ofNullable(held.get(key))
                .filter(entry -> entry.since().plus(FRESH).isAfter(now))
                .map(Held::value);
    }

    /** The value, read whenever. */
    synchronized Optional<V> any(String key) {
        return Optional.ofNullable(held.get(key)).map(Held::value);
    }

    synchronized void put(String key, V value, Instant now) {
        held.put(key, new Held<>(value, now));
    }

    /** Another value in the place of one that is held, no fresher than it was. */
    synchronized void change(String key, V value) {
        held.computeIfPresent(key, (same, entry) -> new Held<>(value, entry.since()));
    }

    synchronized void drop(String key) {
        held.remove(key);
    }
}
