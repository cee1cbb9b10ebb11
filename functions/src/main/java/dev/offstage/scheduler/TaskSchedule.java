package dev.offstage.scheduler;

import dev.offstage.cron.CronReader;
import dev.offstage.cron.CronReading;
import dev.offstage.engine.TaskType;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A schedule that stands in the code, beside the task that it makes: a name for ever, the task's type and arguments, when, and how. What is
 * not said is as it is for callers of the API. Never changes: each word of the sentence gives a new one. Nothing is read or checked before
 * {@link #spec}, so that a constant costs a start nothing.
 */
public final class TaskSchedule<A extends Record> {
    private final String name;
    private final TaskType<A> type;
    private final A args;
    private final List<Consumer<SpecDraft>> words;

    private TaskSchedule(String name, TaskType<A> type, A args, List<Consumer<SpecDraft>> words) {
        this.name = name;
        this.type = type;
        this.args = args;
        this.words = words;
    }

    /**
     * A schedule whose times follow.
     *
     * @param name lower-case words joined by hyphens, such as {@code nightly-report}; a stored schedule is known by it
     */
    public static <A extends Record> Times<A> named(String name, TaskType<A> type, A args) {
        return new Times<>(new TaskSchedule<>(name, type, args, List.of()));
    }

    /** When a schedule fires. */
    public static final class Times<A extends Record> {
        private final TaskSchedule<A> schedule;

        private Times(TaskSchedule<A> schedule) {
            this.schedule = schedule;
        }

        /** Again and again at this distance of whole seconds, counted from the start, else from 1970. */
        public TaskSchedule<A> every(Duration interval) {
            return schedule.at(days -> new When.Every(interval));
        }

        /** By an expression of five fields, or six with seconds first, or a name such as {@code @daily}; see {@link CronReader}. */
        public TaskSchedule<A> cron(String expression) {
            return schedule.at(days -> schedule.understood(CronReader.read(expression, days)));
        }

        /** By an expression of AWS: {@code cron(…)} or {@code rate(…)}. */
        public TaskSchedule<A> aws(String expression) {
            return schedule.at(days -> schedule.understood(CronReader.readAws(expression, Instant.EPOCH)));
        }

        /** Once. */
        public TaskSchedule<A> at(Instant instant) {
            return schedule.at(days -> new When.At(instant));
        }
    }

    private TaskSchedule<A> at(Function<Days, When> time) {
        return with(draft -> draft.times.add(time));
    }

    private When understood(CronReading reading) {
        return switch (reading) {
            case CronReading.Understood understood -> understood.when();
            case CronReading.Refused refused ->
                throw new IllegalArgumentException("The schedule '" + name + "' cannot be read. " + refused.message());
        };
    }

    private TaskSchedule<A> with(Consumer<SpecDraft> word) {
        return new TaskSchedule<>(
                name, type, args, Stream.concat(words.stream(), Stream.of(word)).toList());
    }

    /** It fires at further times, too; an instant that several name is one firing. */
    public Times<A> or() {
        return new Times<>(this);
    }

    /** The zone whose clocks its times are read from, such as {@code Europe/Berlin}; else UTC. */
    public TaskSchedule<A> inZone(String zone) {
        return with(draft -> draft.zone = zone);
    }

    /** No firing is due earlier; an interval counts from then. */
    public TaskSchedule<A> from(Instant start) {
        return with(draft -> draft.startAt = start);
    }

    /** No firing is due at that time or later. */
    public TaskSchedule<A> until(Instant end) {
        return with(draft -> draft.endAt = end);
    }

    /** No more firings than that. */
    public TaskSchedule<A> times(int most) {
        return with(draft -> draft.maxRuns = most);
    }

    /** A firing starts up to so much after it is due, always the same of one firing. */
    public TaskSchedule<A> withJitter(Duration most) {
        return with(draft -> draft.jitter = most);
    }

    /** What becomes of firings that come too late; else only the newest of them runs. */
    public TaskSchedule<A> onMisfire(Misfire rule) {
        return with(draft -> draft.misfire = rule);
    }

    /** All firings that come too late run, of more than {@code most} the newest. */
    public TaskSchedule<A> catchingUp(int most) {
        return with(draft -> {
            draft.misfire = Misfire.RUN_ALL;
            draft.misfireMax = most;
        });
    }

    /** A firing that is later than this does not run any more. */
    public TaskSchedule<A> withGrace(Duration latest) {
        return with(draft -> draft.misfireGrace = latest);
    }

    /** What becomes of a firing while the task of an earlier one is not final; else it is skipped. */
    public TaskSchedule<A> onOverlap(Overlap rule) {
        return with(draft -> draft.overlap = rule);
    }

    /** What becomes of times that a change of the clocks takes away or gives twice; else what Vixie cron does. */
    public TaskSchedule<A> onClockChange(Dst rule) {
        return with(draft -> draft.dst = rule);
    }

    /** How day of month and day of week are read when both are restricted; else a day fits either. */
    public TaskSchedule<A> matchingDays(Days rule) {
        return with(draft -> draft.days = rule);
    }

    /** It fires when it is first deployed, too. */
    public TaskSchedule<A> alsoAtOnce() {
        return with(draft -> draft.firstRun = FirstRun.NOW);
    }

    /** So long after a firing is due its task must have succeeded, else somebody is told. */
    public TaskSchedule<A> mustSucceedWithin(Duration patience) {
        return with(draft -> draft.mustSucceedBy = patience);
    }

    /** The queue of its tasks; else that of their type. */
    public TaskSchedule<A> onQueue(QueueName queue) {
        return with(draft -> draft.queue = queue);
    }

    /** Words to find its tasks by. */
    public TaskSchedule<A> tagged(String... tags) {
        List<String> added = List.of(tags);
        return with(draft -> draft.tags.addAll(added));
    }

    /** A task that is enqueued when one of its tasks ends failed. */
    public <B extends Record> TaskSchedule<A> onFailure(TaskType<B> next, B arguments) {
        return with(
                draft -> draft.onFailure = new FollowUp(next.name(), next.args().text(arguments)));
    }

    public String name() {
        return name;
    }

    /**
     * What the scheduler keeps of it.
     *
     * @throws IllegalArgumentException when it cannot be, with a sentence that names it and says what would be right
     */
    public ScheduleSpec spec() {
        SpecDraft draft = new SpecDraft(name);
        words.forEach(word -> word.accept(draft));
        return draft.make(type.name(), type.args().text(args));
    }

    @Override
    public String toString() {
        return name;
    }
}
