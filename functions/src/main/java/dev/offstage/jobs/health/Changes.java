package dev.offstage.jobs.health;

import dev.offstage.engine.Enqueuer;
import dev.offstage.jobs.notify.Notice;
import dev.offstage.jobs.notify.Notices;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each change of the health once. A change is kept before it is told, and its notice has an id made of it: whoever finds one that
 * was not told, since the one before died, tells it under the same id.
 */
final class Changes {
    private final HealthMemory memory;
    private final Enqueuer enqueuer;
    private final String stack;
    private final InstantSource clock;

    /** @param stack the name of this deployment */
    Changes(HealthMemory memory, Enqueuer enqueuer, String stack, InstantSource clock) {
        this.memory = memory;
        this.enqueuer = enqueuer;
        this.stack = stack;
        this.clock = clock;
    }

    /** The last change that was noted; null before the first. */
    @Nullable
    HealthState last() {
        return memory.find().orElse(null);
    }

    /**
     * Notes what a look came to. Before the first change all was well.
     *
     * @param by the task that looked
     * @return whether this look found a change
     */
    boolean note(@Nullable HealthState last, List<String> findings, TaskId by) {
        HealthState before = last == null || last.told() ? last : tell(last, by);
        boolean wasWell = before == null || before.isWell();
        boolean isWell = findings.isEmpty();
        if (wasWell == isWell) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        HealthState next = new HealthState(isWell, now, String.join("\n", findings), false);
        if (!memory.replace(before, next)) {
            // Another look saw it at the same time.
            return false;
        }
        var unused = tell(next, by);
        return true;
    }

    private HealthState tell(HealthState state, TaskId by) {
        TaskId id = TaskId.derived(TaskId.firstAt(state.since()), "health#" + state.word());
        TaskSpec notice = Notices.telling(notice(state)).draft().parent(by).make();
        enqueuer.submitDerived(id, notice);
        HealthState told = state.afterTelling();
        // Who lost to another that told it, too, need not mind: they told the same.
        boolean unused = memory.replace(state, told);
        return told;
    }

    private Notice notice(HealthState state) {
        return state.isWell()
                ? Notice.of(
                        "health-recovered",
                        stack + ": all is well again",
                        "Since " + state.since() + " every check passes again.\n")
                : Notice.of(
                        "health-failing",
                        stack + ": the health check fails",
                        "Since " + state.since() + " this does not pass:\n\n" + state.findings() + "\n");
    }
}
