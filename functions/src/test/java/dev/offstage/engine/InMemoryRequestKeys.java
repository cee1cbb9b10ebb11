package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of requests in a map. */
public final class InMemoryRequestKeys implements RequestKeys {
    private final Map<String, Held> held = new HashMap<>();

    private record Held(Request request, Instant until) {}

    @Override
    public synchronized Request claim(String key, Request mine, Instant keptUntil, Instant now) {
        return find(key, now).orElseGet(() -> {
            held.put(key, new Held(mine, keptUntil));
            return mine;
        });
    }

    @Override
    public synchronized Optional<Request> find(String key, Instant now) {
        return Optional.ofNullable(held.get(key))
                .filter(there -> there.until().getEpochSecond() > now.getEpochSecond())
                .map(Held::request);
    }

    @Override
    public synchronized void note(String key, TaskId base, String answers) {
        held.computeIfPresent(
                key,
                (name, there) -> there.request().base().equals(base)
                        ? new Held(new Request(base, there.request().fingerprint(), answers), there.until())
                        : there);
    }
}
