package dev.offstage.engine;

import dev.offstage.task.Ending;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets failed tasks run again. A redrive is made by a request and done by the ticks, portion by portion: each portion is noted
 * before it is queued, so that a tick which dies, or two at once, neither lose nor repeat anything and count right.
 */
public final class Redriver {
    private static final int ABOUT_A_PORTION = 25;
    private static final int PAGES_A_PORTION = 40;
    private static final int PORTIONS_A_TICK = 200;
    private static final Duration TIME_A_TICK = Duration.ofSeconds(20);

    private static final int ABOUT_A_COUNT = 2000;
    private static final int COUNTS = 16;

    private final TaskStore store;
    private final TaskSurvey survey;
    private final Redrives redrives;
    private final Requeuer requeuer;
    private final Enqueuer enqueuer;
    private final Predicate<String> isKnownType;
    private final InstantSource clock;

    /** @param isKnownType whether a type of that name is deployed */
    public Redriver(TickPorts ports, Predicate<String> isKnownType, InstantSource clock) {
        this.store = ports.store();
        this.survey = ports.survey();
        this.redrives = ports.redrives();
        this.requeuer = new Requeuer(ports.store(), ports.queue(), clock);
        this.enqueuer = ports.enqueuer();
        this.isKnownType = isKnownType;
        this.clock = clock;
    }

    /**
     * How many tasks a redrive would meet.
     *
     * @param exact whether these are all; counting stops at a bound
     */
    public record Count(long matching, boolean exact) {}

    /** Which failed tasks are meant: of a type, null for any, that ended from one time on and before another. */
    public record Choice(@Nullable String type, Instant from, Instant before) {}

    public Count count(Choice choice) {
        long matching = 0;
        String place = null;
        for (int i = 0; i < COUNTS; i++) {
            TaskSurvey.FailedPart part = survey.failed(choice.from(), choice.before(), place, ABOUT_A_COUNT);
            matching += part.tasks().stream()
                    .filter(task -> isOf(task, choice.type()))
                    .count();
            place = part.next();
            if (place == null) {
                return new Count(matching, true);
            }
        }
        return new Count(matching, false);
    }

    /**
     * Makes a redrive that the next tick begins with; answers with the one that is there when the id is taken, since a request with it
     * came before.
     */
    public Redrive make(Choice choice, TaskId id) {
        Instant now = clock.instant();
        Instant before = choice.before().isBefore(now) ? choice.before() : now;
        Count count = count(new Choice(choice.type(), choice.from(), before));
        Redrive made = Redrive.of(id, choice.type(), choice.from(), before, now, count.matching(), count.exact());
        return redrives.create(made)
                ? made
                : redrives.find(id)
                        .orElseThrow(
                                () -> new UnavailableException("The redrive " + id + " vanished while it was made."));
    }

    /** The redrive of that id; empty when there is none (any more). */
    public Optional<Redrive> find(TaskId id) {
        return redrives.find(id);
    }

    /** Goes on with what was asked for, as far as one tick's time goes; says how many tasks it queued. */
    long work() {
        Instant end = clock.instant().plus(TIME_A_TICK);
        int left = PORTIONS_A_TICK;
        long queued = 0;
        for (Redrive each : redrives.open()) {
            Redrive redrive = each;
            while (redrive != null
                    && redrive.finishedAt() == null
                    && left-- > 0
                    && clock.instant().isBefore(end)) {
                Instant before = redrive.before();
                Set<TaskId> held = ConcurrentHashMap.newKeySet();
                queued += requeuer.requeue(redrive.portion(), task -> again(task, before, held));
                redrive = advance(redrive, held.size());
            }
        }
        return queued;
    }

    /** Notes in {@code held} the task that may not run while another does. */
    private @Nullable TaskRecord again(TaskRecord task, Instant before, Set<TaskId> held) {
        TaskRecord next = isFailed(task, before) ? Lifecycle.retryByHand(task, null, clock.instant()) : null;
        if (next != null && enqueuer.retakeKey(next).isPresent()) {
            held.add(task.id());
            return null;
        }
        return next;
    }

    private static boolean isFailed(TaskRecord task, Instant before) {
        Ending ending = task.ending();
        return task.state() == TaskState.FAILED && ending != null && ending.at().isBefore(before);
    }

    private static boolean isOf(TaskSurvey.FailedTask task, @Nullable String type) {
        return type == null || type.equals(task.type());
    }

    /** Notes that the portion in hand is queued and takes the next; null when another tick has done so. */
    private @Nullable Redrive advance(Redrive redrive, long held) {
        Found found = redrive.read() ? new Found(List.of(), 0, null) : nextPortion(redrive);
        Redrive next = found.place() == null && found.portion().isEmpty()
                ? redrive.finished(held, found.skipped(), clock.instant())
                : redrive.advanced(found.place(), found.portion(), held, found.skipped());
        return redrives.replace(redrive, next) ? next : null;
    }

    /** @param place where to read on; null when all is read */
    private record Found(
            List<TaskId> portion, long skipped, @Nullable String place) {}

    /** Reads on to tasks that are to run, or as far as one portion may. */
    private Found nextPortion(Redrive redrive) {
        String place = redrive.place();
        long skipped = 0;
        for (int i = 0; i < PAGES_A_PORTION; i++) {
            TaskSurvey.FailedPart part = survey.failed(redrive.from(), redrive.before(), place, ABOUT_A_PORTION);
            List<TaskSurvey.FailedTask> matching = part.tasks().stream()
                    .filter(task -> isOf(task, redrive.type()))
                    .toList();
            List<TaskId> portion = matching.stream()
                    .gather(Fan.each(
                            Math.min(Requeuer.AT_ONCE, store.callsAtOnce()),
                            task -> Optional.of(task.id()).filter(id -> isToRun(id, redrive.before()))))
                    .flatMap(Optional::stream)
                    .toList();
            skipped += matching.size() - portion.size();
            place = part.next();
            if (place == null || !portion.isEmpty()) {
                return new Found(portion, skipped, place);
            }
        }
        return new Found(List.of(), skipped, place);
    }

    private boolean isToRun(TaskId id, Instant before) {
        return store.find(id)
                .filter(task -> isFailed(task, before) && !task.isPurged(clock.instant()))
                .filter(task -> isKnownType.test(task.spec().type()))
                .isPresent();
    }
}
