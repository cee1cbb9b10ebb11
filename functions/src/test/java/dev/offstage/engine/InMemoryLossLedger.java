package dev.offstage.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger in two fields. */
public final class InMemoryLossLedger implements LossLedger {
    private final TreeMap<Instant, Long> rows = new TreeMap<>();
    private @Nullable Picture picture;

    @Override
    public synchronized Optional<Picture> picture() {
        return Optional.ofNullable(picture);
    }

    @Override
    public synchronized boolean replace(@Nullable Picture seen, Picture next) {
        boolean isSeen = seen == null ? picture == null : picture != null && picture.revision() == seen.revision();
        if (isSeen) {
            picture = next;
        }
        return isSeen;
    }

    @Override
    public synchronized void close(Instant hour, long accepted) {
        rows.put(hour, accepted);
    }

    @Override
    public synchronized Map<Instant, Long> accepted(Instant first, Instant last) {
        return Map.copyOf(rows.subMap(first, true, last, true));
    }
}
