package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.task.QueueName;
import dev.offstage.task.Retention;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of a submission that say when a task runs, how often and how long it is kept; over the policy of its type. */
final class Options {
    static final Set<String> NAMES = Set.of(
            "queue",
            "delay",
            "notBefore",
            "expiresAt",
            "retries",
            "retryFor",
            "backoff",
            "timeLimit",
            "keepResult",
            "keepFailure",
            "tags");

    /** Ten years, give or take a day: longer than anyone plans and safe to add to any time. */
    static final Duration LONGEST = Duration.ofDays(3650);

    static final String UP_TO_LONGEST =
            "a number of seconds or an ISO 8601 duration such as PT1M30S, from 0 to 10 years";

    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(100);
    private static final int MOST_TAGS = 10;
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,31}");

    private final Fields fields;
    private final TaskPolicy policy;
    private final SubmitLimits limits;
    private final Instant now;

    Options(Fields fields, TaskPolicy policy, SubmitLimits limits, Instant now) {
        this.fields = fields;
        this.policy = policy;
        this.limits = limits;
        this.now = now;
    }

    /** @param unique what makes the task unique; null when nothing does */
    void addTo(TaskDraft draft, @Nullable Uniqueness unique) {
        queue(fields).ifPresent(draft::queue);
        timeLimit().ifPresent(draft::timeLimit);
        keep("keepResult").ifPresent(draft::keepResult);
        keep("keepFailure").ifPresent(draft::keepFailure);
        Instant start = start(unique).orElse(null);
        draft.retry(retry()).notBefore(start).expiresAt(expiresAt(start)).tags(tags(fields));
    }

    /** The queue; empty when it is not said or refused. */
    static Optional<QueueName> queue(Fields fields) {
        return fields.text("queue", Options::queue, "high, default or low");
    }

    private static Optional<QueueName> queue(String name) {
        return Arrays.stream(QueueName.values())
                .filter(queue -> queue.wireName().equals(name))
                .findFirst();
    }

    private RetryPolicy retry() {
        RetryPolicy retry = policy.retry();
        Optional<Integer> retries = fields.integer("retries", 0, RetryPolicy.MOST_RETRIES);
        Optional<Duration> retryFor = fields.duration("retryFor", Options::fits, UP_TO_LONGEST);
        if (fields.value("retries").isPresent() && fields.value("retryFor").isPresent()) {
            fields.refuse("retryFor", "conflict", "Only one of retries and retryFor may be given.");
        }
        RetryPolicy counted = retries.map(retry::retrying)
                .or(() -> retryFor.map(retry::retryingFor))
                .orElse(retry);
        return new BackoffReader(fields).read().map(counted::waiting).orElse(counted);
    }

    private Optional<Duration> timeLimit() {
        return fields.duration(
                "timeLimit",
                limit -> limit.compareTo(SHORTEST_LIMIT) >= 0 && limit.compareTo(limits.timeLimit()) <= 0,
                "a number of seconds or an ISO 8601 duration, from 0.1 to "
                        + limits.timeLimit().toSeconds()
                        + " seconds: a worker has 20 seconds more than that");
    }

    private Optional<Retention> keep(String name) {
        if (fields.isNumber(name, -1)) {
            return Optional.of(Retention.FOREVER);
        }
        return fields.duration(name, Options::fits, UP_TO_LONGEST + "; 0 keeps nothing, -1 keeps for ever")
                .map(Retention::of);
    }

    /** When the task may start; empty for at once. */
    private Optional<Instant> start(@Nullable Uniqueness unique) {
        Optional<Duration> delay = fields.duration("delay", Options::fits, UP_TO_LONGEST);
        Optional<Instant> notBefore = fields.time("notBefore", now.plus(LONGEST));
        boolean delayed = fields.value("delay").isPresent();
        if (delayed && fields.value("notBefore").isPresent()) {
            fields.refuse("delay", "conflict", "Only one of delay and notBefore may be given.");
        }
        if (unique != null && unique.mode() == Uniqueness.Mode.DEBOUNCE) {
            if (delayed || notBefore.isPresent()) {
                fields.refuse(
                        delayed ? "delay" : "notBefore",
                        "conflict",
                        "A debounced task starts when its window is over; leave this out and set the window.");
            }
            return Optional.of(unique.debouncedStart(now, now));
        }
        return delay.map(now::plus).or(() -> notBefore).filter(start -> start.isAfter(now));
    }

    private @Nullable Instant expiresAt(@Nullable Instant start) {
        Optional<Instant> end = fields.time("expiresAt", now.plus(LONGEST.multipliedBy(2)));
        Instant earliest = start == null ? now : start;
        if (end.isPresent() && !end.get().isAfter(earliest)) {
            fields.refuse(
                    "expiresAt",
                    "invalid",
                    "This must be later than the task's start, which is " + Times.write(earliest)
                            + "; otherwise it would never run.");
        }
        return end.orElse(null);
    }

    /** The tags; none when none are said. */
    static List<String> tags(Fields fields) {
        String rule = "an array of at most " + MOST_TAGS + " words";
        Set<String> tags = new LinkedHashSet<>();
        List<JrsValue> words = fields.list("tags", MOST_TAGS, rule);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i) instanceof JrsString word
                    && TAG.matcher(word.getValue()).matches()) {
                tags.add(word.getValue());
            } else {
                fields.refuse(new Problem.FieldError(
                        fields.at("tags") + "/" + i,
                        "invalid",
                        "This must be a word of 1 to 32 letters, digits, dots, colons, hyphens and underscores, "
                                + "the first of them a letter or a digit."));
            }
        }
        return List.copyOf(tags);
    }

    /** Whether the time is none of the past and not too long. */
    static boolean fits(Duration duration) {
        return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
    }
}
