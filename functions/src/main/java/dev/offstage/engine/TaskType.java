package dev.offstage.engine;

import dev.offstage.args.Args;
import dev.offstage.task.Backoff;
import dev.offstage.task.FailureRules;
import dev.offstage.task.QueueName;
import dev.offstage.task.Retention;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of task: a name for ever, the record that its arguments are, and how its tasks are run and kept. Who enqueues and who works
 * share it; the work itself is added by {@link #runBy}. Never changes: each word of the sentence gives a new one.
 */
public final class TaskType<A extends Record> {
    private static final Pattern NAME = Pattern.compile("(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String name;
    private final Args<A> args;
    private final TaskPolicy policy;

    private TaskType(String name, Args<A> args, TaskPolicy policy) {
        this.name = name;
        this.args = args;
        this.policy = policy;
    }

    /**
     * A type under the usual policy.
     *
     * @param name lower-case words joined by hyphens, such as {@code send-email}; stored tasks know their type by it
     * @param args see {@link Args} for what its components may be
     */
    public static <A extends Record> TaskType<A> named(String name, Class<A> args) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is no name of a type: it must be lower-case words joined by hyphens, such as send-email, of at most 60 characters.");
        }
        return new TaskType<>(name, Args.of(args), TaskPolicy.DEFAULT);
    }

    private TaskType<A> with(TaskPolicy changed) {
        return new TaskType<>(name, args, changed);
    }

    public TaskType<A> onQueue(QueueName queue) {
        return with(policy.onQueue(queue));
    }

    /** That many attempts after the first, 0 to 1000, however long they take. */
    public TaskType<A> retrying(int times) {
        return with(policy.withRetry(policy.retry().retrying(times)));
    }

    /** As many attempts as begin within {@code total} after the first did. */
    public TaskType<A> retryingFor(Duration total) {
        return with(policy.withRetry(policy.retry().retryingFor(total)));
    }

    /** How long a failed attempt waits for the next. */
    public TaskType<A> waiting(Backoff waits) {
        return with(policy.withRetry(policy.retry().waiting(waits)));
    }

    /** Exceptions of this type and its subtypes end the task for good; may be said of several types. */
    public TaskType<A> failingOn(Class<? extends Throwable> permanent) {
        FailureRules rules = policy.failures();
        return with(policy.withFailures(new FailureRules(joined(rules.permanent(), permanent), rules.retryable())));
    }

    /** Only exceptions of this type and its subtypes are retried, all others end the task; may be said of several types. */
    public TaskType<A> retryingOn(Class<? extends Throwable> retryable) {
        FailureRules rules = policy.failures();
        return with(policy.withFailures(new FailureRules(rules.permanent(), joined(rules.retryable(), retryable))));
    }

    private static List<Class<? extends Throwable>> joined(
            List<Class<? extends Throwable>> before, Class<? extends Throwable> one) {
        return Stream.concat(before.stream(), Stream.of(one)).toList();
    }

    /** What one attempt may take. Where a deployment's workers have less time for their batch, it is stopped before that. */
    public TaskType<A> within(Duration timeLimit) {
        return with(policy.withTimeLimit(timeLimit));
    }

    /** How long a record stays after success. */
    public TaskType<A> keepingResults(Retention keep) {
        return with(policy.keepingResults(keep));
    }

    public TaskType<A> keepingResults(Duration keep) {
        return keepingResults(Retention.of(keep));
    }

    /** How long a record stays after any other end. */
    public TaskType<A> keepingFailures(Retention keep) {
        return with(policy.keepingFailures(keep));
    }

    public TaskType<A> keepingFailures(Duration keep) {
        return keepingFailures(Retention.of(keep));
    }

    /** Of tasks with equal keys one is enough. */
    public TaskType<A> uniqueBy(Uniqueness key) {
        return with(policy.uniqueBy(key));
    }

    /** Until one of them is final, a second task with equal values of these components is a duplicate; of all when none is named. */
    public TaskType<A> uniqueBy(String... components) {
        for (String component : components) {
            if (!args.has(component)) {
                // What no arguments have would make all tasks equal.
                throw new IllegalArgumentException("'" + component + "' is no component of the arguments of " + name
                        + ", so it cannot make them unique.");
            }
        }
        Uniqueness usual = Uniqueness.SIMPLE;
        List<String> pointers = Stream.of(components).map(name -> "/" + name).toList();
        return uniqueBy(new Uniqueness(pointers, usual.mode(), usual.window(), usual.maxDelay(), usual.rejects()));
    }

    public String name() {
        return name;
    }

    public Args<A> args() {
        return args;
    }

    public TaskPolicy policy() {
        return policy;
    }

    /**
     * A task of this type to run at once.
     *
     * @throws IllegalArgumentException when the arguments break the bounds of their record
     */
    public TaskSpec spec(A arguments) {
        return TaskSpec.now(name, policy, args.text(arguments));
    }

    /** This type with its work. {@code handler} is asked once, where tasks are run, and nowhere else. */
    public Registration<A> runBy(Supplier<? extends TaskHandler<A>> handler) {
        return new Registration<>(this, handler);
    }

    @Override
    public String toString() {
        return name;
    }
}
