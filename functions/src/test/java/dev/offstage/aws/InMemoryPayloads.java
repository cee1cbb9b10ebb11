package dev.offstage.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Payloads in a map. */
final class InMemoryPayloads implements Payloads {
    private static final int PAGE = 2;

    final Map<String, String> texts = new ConcurrentHashMap<>();

    /** Of each payload how long it is needed, those left out of which nobody knows. */
    final Map<String, Duration> kept = new ConcurrentHashMap<>();

    @Override
    public int longest() {
        return 4 << 20;
    }

    @Override
    public void put(String key, String text, @Nullable Duration keep) {
        texts.put(key, text);
        kept.remove(key);
        if (keep != null) {
            kept.put(key, keep);
        }
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    @Override
    public void delete(String key) {
        texts.remove(key);
    }

    @Override
    public Listed list(@Nullable String after) {
        List<Entry> all = texts.keySet().stream()
                .filter(key -> after == null || key.compareTo(after) > 0)
                .sorted()
                .map(key -> new Entry(key, Instant.EPOCH))
                .toList();
        return new Listed(
                all.stream().limit(PAGE).toList(),
                all.size() > PAGE ? all.get(PAGE - 1).key() : null);
    }
}
