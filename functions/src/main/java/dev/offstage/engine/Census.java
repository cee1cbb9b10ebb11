package dev.offstage.engine;

import dev.offstage.engine.LossLedger.Open;
import dev.offstage.task.Pause;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what is open by the hour of its id, in bounded reads: a tick's worth, or a part of it when there is more. */
final class Census {
    /** Each is one Query of at most 1 MB, some thousand tasks. */
    private static final int PARTS_A_TICK = 40;

    /** So many states are read in a tick to tell who runs from who waits; whoever is beyond counts as waiting. */
    private static final int STATES_A_TICK = 500;

    /** A task that is stored as scheduled is sent before it is due. */
    private static final Duration OVERDUE = Duration.ofMinutes(5);

    /** Hours longer ago than anyone asks about are counted together, as that of 1970. */
    private static final Duration OLDEST = Duration.ofDays(8);

    private final TaskSurvey survey;
    private final Instant now;
    private final Map<Instant, Open> open;
    private final Set<Pause> pauses = new HashSet<>();
    private int statesLeft = STATES_A_TICK;

    /** @param counted what was counted before */
    Census(TaskSurvey survey, Map<Instant, Open> counted, Instant now) {
        this.survey = survey;
        this.open = new HashMap<>(counted);
        this.now = now;
    }

    /**
     * Counts on from {@code place} (null for the start).
     *
     * @param upTo later ids are left out
     * @return where to go on; null when all is counted
     */
    @Nullable
    String count(@Nullable String place, Instant upTo) {
        String next = place;
        for (int i = 0; i < PARTS_A_TICK; i++) {
            TaskSurvey.OpenPart part = survey.open(next);
            count(part.tasks().stream()
                    .filter(task -> !task.id().createdAt().isAfter(upTo))
                    .toList());
            next = part.next();
            if (next == null) {
                break;
            }
        }
        return next;
    }

    private void count(List<TaskSurvey.OpenTask> tasks) {
        List<TaskId> watched = new ArrayList<>();
        for (TaskSurvey.OpenTask task : tasks) {
            switch (task) {
                case TaskSurvey.OpenTask.Scheduled scheduled ->
                    add(
                            scheduled.id(),
                            new Open(1, 0, scheduled.due().plus(OVERDUE).isBefore(now) ? 1 : 0));
                case TaskSurvey.OpenTask.Blocked blocked -> {
                    pauses.add(blocked.pause());
                    add(blocked.id(), new Open(1, 0, 0));
                }
                case TaskSurvey.OpenTask.Watched one -> watched.add(one.id());
            }
        }
        countWatched(watched);
    }

    private void countWatched(List<TaskId> watched) {
        int known = Math.min(statesLeft, watched.size());
        statesLeft -= known;
        Map<TaskId, TaskState> states = survey.states(watched.subList(0, known));
        watched.subList(0, known).forEach(id -> {
            TaskState state = states.get(id);
            if (state != null) {
                add(id, of(state));
            }
        });
        watched.subList(known, watched.size()).forEach(id -> add(id, of(TaskState.QUEUED)));
    }

    /** What a task of that state adds to its hour. */
    static Open of(TaskState state) {
        return switch (state) {
            case SCHEDULED, BLOCKED, QUEUED -> new Open(1, 0, 0);
            case RUNNING -> new Open(0, 1, 0);
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> Open.NONE;
        };
    }

    private void add(TaskId id, Open one) {
        Instant hour = hour(id);
        // Tasks may wait for years, and a picture of each of their hours would not fit into an item.
        add(open, hour.plus(OLDEST).isBefore(now) ? Instant.EPOCH : hour, one);
    }

    static void add(Map<Instant, Open> counts, Instant hour, Open more) {
        if (!more.equals(Open.NONE)) {
            counts.merge(hour, more, Open::plus);
        }
    }

    static Instant hour(TaskId id) {
        return id.createdAt().truncatedTo(ChronoUnit.HOURS);
    }

    /** What was counted so far. */
    Map<Instant, Open> open() {
        return Map.copyOf(open);
    }

    /** Under which pauses tasks are blocked, of what this tick counted. */
    Set<Pause> pauses() {
        return Set.copyOf(pauses);
    }
}
