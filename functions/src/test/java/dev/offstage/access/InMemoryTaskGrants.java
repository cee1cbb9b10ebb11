package dev.offstage.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Grants in a map. */
public final class InMemoryTaskGrants implements TaskGrants {
    private final Map<List<String>, Instant> grants = new ConcurrentHashMap<>();

    @Override
    public void grant(String task, String owner, Instant purgeAt) {
        grants.put(List.of(task, owner), purgeAt);
    }

    @Override
    public boolean isGranted(String task, String owner, Instant now) {
        return grants.getOrDefault(List.of(task, owner), now).isAfter(now);
    }
}
