package dev.offstage.maintenance;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The marks in a map. */
final class InMemoryWalkMarks implements WalkMarks {
    private final Map<String, String> places = new HashMap<>();

    @Override
    public Optional<String> find(String walk) {
        return Optional.ofNullable(places.get(walk));
    }

    @Override
    public boolean move(String walk, @Nullable String seen, @Nullable String next) {
        String there = places.get(walk);
        if (!Objects.equals(there, seen)) {
            return Objects.equals(there, next);
        }
        if (next == null) {
            places.remove(walk);
        } else {
            places.put(walk, next);
        }
        return true;
    }
}
