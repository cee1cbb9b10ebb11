package dev.offstage.engine;

import dev.offstage.json.Json;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What happens every minute. Two ticks at once, or one run twice, do no harm: every write is conditional. */
public final class Tick {
    private final Releaser releaser;
    private final Sweeper sweeper;
    private final EventLog log;

    public Tick(TaskStore store, TaskQueue queue, SweepMark mark, InstantSource clock, EventLog log) {
        this.releaser = new Releaser(store, queue, clock);
        this.sweeper = new Sweeper(store, queue, mark, clock);
        this.log = log;
    }

    /** Runs every part, also when one before it failed; then throws the first failure. */
    public void run() {
        RuntimeException first = part("Scheduled tasks were sent.", releaser::release);
        RuntimeException second = part("Tasks that seemed lost were sent again.", sweeper::sweep);
        if (first != null) {
            if (second != null) {
                first.addSuppressed(second);
            }
            throw first;
        }
        if (second != null) {
            throw second;
        }
    }

    private @Nullable RuntimeException part(String event, IntSupplier work) {
        try {
            int tasks = work.getAsInt();
            if (tasks > 0) {
                log.note(event, Json.object().put("tasks", tasks));
            }
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
