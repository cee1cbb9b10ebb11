package dev.offstage.engine;

import dev.offstage.count.QuarterCount;
import dev.offstage.json.Json;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was lost and sends it again. Reads each id once, five minutes after its making; what is not final by then is
 * looked at again and again, at doubling distances, until it is.
 */
final class Sweeper {
    /** How old an id is when it is read. Most tasks are long done by then and cost nothing more. */
    static final Duration AGE = Duration.ofMinutes(5);

    /** How far back the first sweep of a new table looks. */
    private static final Duration FIRST_REACH = Duration.ofHours(1);

    /** So much time is read at once: after a pause of the tick, the sweep catches up in several. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(15);

    private static final int MOST_A_SHARD = 1000;
    private static final int PORTION = 50;
    private static final int AT_ONCE = 16;

    private final TaskStore store;
    private final TaskQueue queue;
    private final SweepMark mark;
    private final LossLedger ledger;
    private final Counting counting;
    private final FollowUps followUps;
    private final InstantSource clock;

    Sweeper(TickPorts ports, FollowUps followUps, InstantSource clock) {
        this.store = ports.store();
        this.queue = ports.queue();
        this.mark = ports.mark();
        this.ledger = ports.ledger();
        this.counting = new Counting(ports.store(), ports.counts());
        this.followUps = followUps;
        this.clock = clock;
    }

    /**
     * What a sweep did.
     *
     * @param from the ids of a time after this one …
     * @param upTo … and not after this one were read
     * @param accepted so many tasks are of the hour of {@code upTo} so far
     * @param open what of those read is open, by hour
     * @param sent how many tasks were sent again
     * @param unaccounted those of them that an earlier look had sent again already
     * @param moved whether this sweep, and not another at the same time, said so
     */
    record Swept(
            Instant from,
            Instant upTo,
            long accepted,
            Map<Instant, LossLedger.Open> open,
            int sent,
            List<TaskId> unaccounted,
            boolean moved) {

        /** The last quarter of an hour that is now read to its end and was not before; empty when there is none. */
        Optional<Instant> closed() {
            Instant last = QuarterCount.begin(upTo);
            return moved && QuarterCount.begin(from).isBefore(last)
                    ? Optional.of(last.minus(QuarterCount.LENGTH))
                    : Optional.empty();
        }
    }

    /** Reads what came of age, then looks again at what was watched. */
    Swept sweep(EventLog log) {
        SweepMark.Mark seen = mark.read().orElse(null);
        Instant now = clock.instant();
        Instant from = seen == null ? now.minus(FIRST_REACH) : seen.readUpTo();
        if (seen == null) {
            mark.begin(from);
        }
        // The first sweep finds little: nothing was swept before because there was nothing.
        Instant upTo = seen == null ? now.minus(AGE) : earlier(now.minus(AGE), from.plus(LONGEST_STEP));
        if (!upTo.isAfter(from)) {
            return new Swept(from, from, seen == null ? 0 : seen.accepted(), Map.of(), 0, List.of(), false);
        }
        List<TaskStore.TaskGlance> ofAge = store.createdBetween(from, upTo);
        HourCounts counts = HourCounts.of(ofAge, from, seen == null ? 0 : seen.accepted());
        Map<QueueName, TaskId> newestClaimed = newestClaimed(seen, ofAge);
        LossCheck check = new LossCheck(newestClaimed, queue);
        List<TaskId> ids = new ArrayList<>(ofAge.stream()
                .filter(Sweeper::needsWatching)
                .map(TaskStore.TaskGlance::id)
                .toList());
        ids.addAll(store.recheckUpTo(now, MOST_A_SHARD));
        Failures failures = new Failures();
        // In portions: should this sweep die, few tasks are marked as sent and were not.
        Sent all = ids.stream()
                .gather(Gatherers.windowFixed(PORTION))
                .map(portion -> sendLost(lookAt(portion, check, failures, log), log))
                .reduce(Sent.NOTHING, Sent::plus);
        failures.throwAny();
        counts.closedBefore(upTo).forEach(ledger::close);
        // Last, so that a sweep that dies leaves its ids to the next one. Losing to another sweep is as good as
        // winning, but what it read is the other's to tell.
        boolean moved = counting.count(ofAge, from, upTo, seen == null ? null : seen.quarter(), now)
                .map(quarter -> new SweepMark.Mark(upTo, newestClaimed, counts.accepted(upTo), quarter))
                .filter(next -> mark.move(seen, next))
                .isPresent();
        return new Swept(
                from,
                upTo,
                counts.accepted(upTo),
                moved ? counts.open() : Map.of(),
                moved ? all.tasks() : 0,
                all.unaccounted(),
                moved);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** @param unaccounted those that were sent before, in vain */
    private record Sent(int tasks, List<TaskId> unaccounted) {
        static final Sent NOTHING = new Sent(0, List.of());

        Sent plus(Sent more) {
            return new Sent(
                    tasks + more.tasks,
                    Stream.concat(unaccounted.stream(), more.unaccounted.stream())
                            .toList());
        }
    }

    private Sent sendLost(List<Lost> lost, EventLog log) {
        int sent = Requeuer.send(queue, lost.stream().map(Lost::task).toList(), clock.instant());
        List<Lost> unaccounted = lost.stream().filter(Lost::again).toList();
        unaccounted.forEach(each -> warn(each, log));
        return new Sent(sent, unaccounted.stream().map(each -> each.task().id()).toList());
    }

    private static void warn(Lost lost, EventLog log) {
        log.warn(
                "A task is overdue and was sent again before; it is sent once more.",
                Json.object()
                        .put("task", lost.task().id().toString())
                        .put("attempt", lost.task().attempt())
                        .put("type", lost.task().spec().type())
                        .put("state", lost.task().state().wireName())
                        .put("queue", lost.task().spec().queue().wireName()));
    }

    /** @param again whether it was sent again before, in vain */
    private record Lost(TaskRecord task, boolean again) {}

    private static boolean needsWatching(TaskStore.TaskGlance task) {
        return switch (task.state()) {
            case QUEUED, RUNNING -> !task.watched();
            case SCHEDULED, BLOCKED, SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
        };
    }

    private List<Lost> lookAt(List<TaskId> ids, LossCheck check, Failures failures, EventLog log) {
        return ids.stream()
                .gather(Fan.each(
                        Math.min(AT_ONCE, store.callsAtOnce()),
                        failures.<TaskId, Lost>keptOf(id -> lookAt(id, check, log))))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Sets the task's next look; a worker may move the task on at the same moment, so this tries until it holds. Empty unless
     * the task is lost.
     */
    private Optional<Lost> lookAt(TaskId id, LossCheck check, EventLog log) {
        Instant now = clock.instant();
        while (true) {
            TaskRecord task = store.find(id).orElse(null);
            if (task == null || !needsALook(task, now) || followUps.follow(task, log)) {
                return Optional.empty();
            }
            boolean lost = isInAQueue(task) && check.isLost(task, now);
            TaskRecord next = Lifecycle.watch(task, lost, now);
            if (store.replace(task, next)) {
                return lost ? Optional.of(new Lost(next, check.isUnaccounted(task))) : Optional.empty();
            }
        }
    }

    private static boolean needsALook(TaskRecord task, Instant now) {
        boolean later = task.recheck() != null && task.recheck().at().isAfter(now);
        return !later && (isInAQueue(task) || FollowUps.isDue(task));
    }

    private static boolean isInAQueue(TaskRecord task) {
        return task.state() == TaskState.QUEUED || task.state() == TaskState.RUNNING;
    }

    private static Map<QueueName, TaskId> newestClaimed(
            SweepMark.@Nullable Mark seen, List<TaskStore.TaskGlance> ofAge) {
        Map<QueueName, TaskId> newest = new EnumMap<>(QueueName.class);
        if (seen != null) {
            newest.putAll(seen.newestClaimed());
        }
        ofAge.stream()
                .filter(TaskStore.TaskGlance::started)
                .forEach(task -> newest.merge(task.queue(), task.id(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return newest;
    }
}
