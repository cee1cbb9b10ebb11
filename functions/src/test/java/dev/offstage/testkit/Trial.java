package dev.offstage.testkit;

import dev.offstage.args.ArgsError;
import dev.offstage.args.Reading;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TestClock;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.LogLine;
import dev.offstage.task.Outcome;
import dev.offstage.task.Progress;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one handler without store or queue, yet as a worker would: the arguments go through JSON and its checks, a result has to be JSON,
 * and what a snooze leaves behind is there in the next run. What the handler tells and enqueues is kept for the test.
 */
public final class Trial<A extends Record> {
    private final TaskType<A> type;
    private final TaskHandler<A> handler;
    private final TrialContext context;

    private Trial(TaskType<A> type, TaskHandler<A> handler, InstantSource clock) {
        this.type = type;
        this.handler = handler;
        this.context = new TrialContext(clock, type.policy());
    }

    /** A handler whose first attempt is to come; {@code clock} is the one that the handler got. */
    public static <A extends Record> Trial<A> of(TaskType<A> type, TaskHandler<A> handler, InstantSource clock) {
        return new Trial<>(type, handler, clock);
    }

    /** The same of a handler that needs no clock. */
    public static <A extends Record> Trial<A> of(TaskType<A> type, TaskHandler<A> handler) {
        return of(type, handler, new TestClock("2026-03-01T12:00:00Z"));
    }

    /** The next run is this attempt, from 1; the last one when the type's policy allows no further. */
    public Trial<A> attempt(int number) {
        context.attempt = number;
        return this;
    }

    /** The attempt before failed with this code; null when none failed. */
    public Trial<A> after(@Nullable String failure) {
        context.lastFailure = failure;
        return this;
    }

    /** A snooze left this behind; null when there was none. */
    public Trial<A> memo(@Nullable String text) {
        context.memo = text;
        return this;
    }

    /** The task has this id, unless any will do. */
    public Trial<A> id(TaskId id) {
        context.id = id;
        return this;
    }

    /** Somebody asks the task to stop when the clock shows {@code time}. */
    public Trial<A> cancelledAt(Instant time) {
        context.cancelAt = time;
        return this;
    }

    /** What the attempt may still take, unless the type's time limit is right. */
    public Trial<A> timeLeft(Duration rest) {
        context.rest = rest;
        return this;
    }

    /** Runs the handler once. What it throws comes through. */
    public Outcome run(A args) throws Exception {
        return runJson(type.args().text(args));
    }

    /** The same with arguments as a caller writes them. */
    public Outcome runJson(String args) throws Exception {
        A read = switch (type.args().read(args)) {
            case Reading.Fits<A> fits -> fits.args();
            case Reading.Refused<A> refused -> throw new AssertionError("Refused at the door: " + refused.summary());
        };
        context.begin();
        Outcome outcome = handler.run(read, context);
        if (outcome instanceof Outcome.Done done) {
            checkJson(done.result());
        }
        context.memo = outcome instanceof Outcome.Snooze snooze ? snooze.memo() : null;
        return outcome;
    }

    private static void checkJson(String result) {
        try {
            Object tree = Json.parse(result);
            if (tree == null) {
                throw new AssertionError("The result is empty.");
            }
        } catch (UnreadableJsonException e) {
            throw new AssertionError("The result is no JSON: " + e.getMessage(), e);
        }
    }

    /** What is wrong with arguments, as the door would tell it; empty when they are accepted. */
    public List<ArgsError> refusals(String args) {
        return switch (type.args().read(args)) {
            case Reading.Fits<A> ignored -> List.of();
            case Reading.Refused<A> refused -> refused.errors();
        };
    }

    public TaskId id() {
        return context.id();
    }

    /** What was told of progress, unthrottled, oldest first. */
    public List<Progress> progress() {
        return List.copyOf(context.progress);
    }

    /** What was logged, oldest first. */
    public List<LogLine> logs() {
        return List.copyOf(context.logs);
    }

    /** The tasks that the handler enqueued, in order. */
    public List<TaskSpec> enqueued() {
        return List.copyOf(context.enqueued);
    }

    /** The arguments of those of one type. */
    public <B extends Record> List<B> enqueued(TaskType<B> other) {
        return TypedArgs.of(other, enqueued().stream());
    }
}
