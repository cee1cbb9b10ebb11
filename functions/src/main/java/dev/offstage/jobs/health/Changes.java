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
     * @return whether this look found a change; of two at the same time one did
     */
    boolean note(@Nullable HealthState last, List<String> findings, TaskId by) {
        if (last != null && !last.told() && !tell(last, by)) {
            return false;
        }
        HealthState before = last == null ? null : last.afterTelling();
        boolean wasWell = before == null || before.isWell();
        boolean isWell = findings.isEmpty();
        if (wasWell == isWell) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        HealthState next = new HealthState(isWell, now, String.join("\n", findings), false);
        return memory.replace(before, next) && tell(next, by);
    }

    /** Says whether the state is still that one. */
    private boolean tell(HealthState state, TaskId by) {
        TaskId id = TaskId.derived(TaskId.firstAt(state.since()), "health#" + state.word());
        TaskSpec notice = Notices.telling(notice(state)).draft().parent(by).make();
        enqueuer.submitDerived(id, notice);
        return memory.replace(state, state.afterTelling());
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
