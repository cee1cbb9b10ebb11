package dev.offstage.simulation;

import dev.offstage.engine.Redrive;
import dev.offstage.engine.Redrives;
import dev.offstage.task.Ending;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps redrives, and beside each what it is to do and what it says that it does. */
final class RedriveBook implements Redrives {
    /** A task that fails again at once may do so before the redrive was made, by a clock that is behind. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    /** So long a tick lives: what it takes in hand it has read in that time. */
    private static final Duration TICK = Duration.ofMinutes(1);

    private final Redrives redrives;
    private final InstantSource clock;
    private final Supplier<List<TaskRecord>> records;
    private final Map<TaskId, Page> pages = new HashMap<>();

    /** @param asked the tasks that had failed when it was made */
    private record Page(Instant madeAt, List<TaskId> asked, Map<TaskId, Instant> taken) {}

    /** @param clock the right one */
    RedriveBook(Redrives redrives, InstantSource clock, Supplier<List<TaskRecord>> records) {
        this.redrives = redrives;
        this.clock = clock;
        this.records = records;
    }

    @Override
    public boolean create(Redrive redrive) {
        boolean created = redrives.create(redrive);
        if (created) {
            List<TaskId> asked = records.get().stream()
                    .filter(task -> isMeant(task, redrive))
                    .map(TaskRecord::id)
                    .toList();
            pages.put(redrive.id(), new Page(clock.instant(), asked, new HashMap<>()));
        }
        return created;
    }

    private static boolean isMeant(TaskRecord task, Redrive redrive) {
        Ending ending = task.ending();
        return task.state() == TaskState.FAILED
                && ending != null
                && !ending.followUpDue()
                && !ending.at().isBefore(redrive.from())
                && ending.at().isBefore(redrive.before())
                && (redrive.type() == null || redrive.type().equals(task.spec().type()));
    }

    @Override
    public boolean replace(Redrive seen, Redrive next) {
        boolean replaced = redrives.replace(seen, next);
        if (replaced) {
            Page page = pageOf(next);
            Instant now = clock.instant();
            next.portion().forEach(id -> {
                // One that runs at once may fail again at a time that seems to be before the redrive was made.
                Instant first = page.taken().put(id, now);
                boolean again = first != null && first.isAfter(page.madeAt().plus(CLOCKS_APART));
                Witness.check(!again, id, "it is redriven twice by " + next.id());
            });
        }
        return replaced;
    }

    @Override
    public Optional<Redrive> find(TaskId id) {
        return redrives.find(id);
    }

    @Override
    public List<Redrive> open() {
        return redrives.open();
    }

    private Page pageOf(Redrive redrive) {
        return Objects.requireNonNull(pages.get(redrive.id()));
    }

    /**
     * Checks that all came about as it was asked for and said.
     *
     * @param livedAgain when each task was queued again for the last time after it had ended
     */
    void close(Map<TaskId, Instant> livedAgain) {
        pages.forEach((id, page) -> {
            Redrive redrive = redrives.find(id).orElseThrow();
            Witness.check(redrive.finishedAt() != null, id, "this redrive has not ended: " + redrive);
            Witness.check(redrive.done() >= page.taken().size(), id, "it counts too few: " + redrive);
            Witness.check(
                    redrive.done() + redrive.skipped() == redrive.total(), id, "its numbers do not add up: " + redrive);
            page.taken().forEach((task, at) -> {
                Instant again = livedAgain.get(task);
                Witness.check(
                        again != null && !again.isBefore(at.minus(TICK)),
                        task,
                        "it is counted by " + id + " and not run");
            });
            Set<TaskId> left = new HashSet<>(page.asked());
            left.removeIf(task -> livedAgain.containsKey(task)
                    && !Objects.requireNonNull(livedAgain.get(task)).isBefore(page.madeAt()));
            left.forEach(task -> Witness.check(false, task, "it had failed and is not redriven by " + redrive));
        });
    }
}
