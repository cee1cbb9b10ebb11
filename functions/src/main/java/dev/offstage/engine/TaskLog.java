package dev.offstage.engine;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.Attempt;
import dev.offstage.task.Settlement;
import dev.offstage.task.TaskFailure;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells and counts what becomes of one message's task. A success is counted and not told: its record says all. Of a failure the
 * log gets its code; its message may hold what a caller sent, so it stays in the record.
 *
 * @param trace of the message; null when it is not known
 */
record TaskLog(EventLog log, Tally tally, @Nullable String trace) {

    void started() {
        tally.add(Measure.STARTED, 1);
    }

    void enqueued(int children) {
        if (children > 0) {
            tally.add(Measure.CHILDREN, children);
        }
    }

    void followed() {
        tally.add(Measure.FOLLOW_UPS, 1);
    }

    void lateTwin(TaskRecord claimed) {
        tally.add(Measure.LATE_TWINS, 1);
        log.warn("A late twin settled nothing.", facts(claimed));
    }

    /** A run that came to an end and was written. */
    void settled(TaskRecord claimed, Settlement settlement) {
        TaskRecord next = settlement.record();
        Attempt run = next.attempts().getLast();
        String type = next.spec().type();
        tally.addTime(Measure.QUEUE_WAIT, type, run.waitMs());
        tally.addTime(Measure.RUN_TIME, type, run.runMs());
        countCrashes(claimed, next);
        switch (next.state()) {
            case SUCCEEDED -> tally.add(Measure.SUCCEEDED, 1);
            case FAILED -> failed(next, claimed.attempt(), run.error());
            case QUEUED, SCHEDULED -> comesBack(claimed, run, next);
            case CANCELLED -> tally.add(Measure.CANCELLED, 1);
            case RUNNING, BLOCKED, EXPIRED -> throw new IllegalStateException("No run ends " + next.state() + ".");
        }
    }

    /** A task that was not run: too late to start, cancelled, paused, or its workers died. */
    void endedWithoutRun(TaskRecord seen, TaskRecord next) {
        countCrashes(seen, next);
        switch (next.state()) {
            case EXPIRED -> {
                tally.add(Measure.EXPIRED, 1);
                log.warn("A task expired: it had not started by its deadline.", facts(seen));
            }
            case CANCELLED -> tally.add(Measure.CANCELLED, 1);
            case BLOCKED -> tally.add(Measure.BLOCKED, 1);
            default -> {
                tally.add(Measure.POISONED, 1);
                failed(
                        next,
                        seen.attempt(),
                        next.ending() == null ? null : next.ending().failure());
            }
        }
    }

    /** A task of a schedule that was claimed and is not to run. */
    void skipped(TaskRecord seen, TaskRecord next) {
        endedWithoutRun(seen, next);
        TaskFailure why = next.ending() == null ? null : next.ending().failure();
        if (why != null) {
            tally.add(why.code().equals(FiringGate.MISSED) ? Measure.FIRINGS_MISSED : Measure.FIRINGS_SKIPPED, 1);
        }
    }

    /** A task of a schedule that waits for its turn, or was asked to stop meanwhile. */
    void putOff(TaskRecord claimed, Settlement settlement) {
        if (settlement.record().state().isFinal()) {
            endedWithoutRun(claimed, settlement.record());
        } else {
            countCrashes(claimed, settlement.record());
        }
    }

    private void comesBack(TaskRecord claimed, Attempt run, TaskRecord next) {
        if (run.outcome() == Attempt.How.SNOOZED) {
            tally.add(Measure.SNOOZED, 1);
            return;
        }
        tally.add(Measure.RETRIED, 1);
        JsonObject facts = facts(claimed).put("runMs", run.runMs());
        if (next.notBefore() != null && run.finishedAt() != null) {
            facts.put(
                    "waitMs",
                    Duration.between(run.finishedAt(), next.notBefore()).toMillis());
        }
        log.note("An attempt failed; another follows.", why(facts, run.error()));
    }

    private void failed(TaskRecord task, int attempt, @Nullable TaskFailure why) {
        tally.add(Measure.FAILED, 1);
        log.warn("A task failed.", why(facts(task).put("attempt", attempt), why));
    }

    private void countCrashes(TaskRecord before, TaskRecord after) {
        long crashes = crashes(after) - crashes(before);
        if (crashes > 0) {
            tally.add(Measure.CRASHED, crashes);
        }
    }

    private static long crashes(TaskRecord task) {
        return task.attempts().stream()
                .filter(attempt -> attempt.outcome() == Attempt.How.CRASHED)
                .count();
    }

    private static JsonObject why(JsonObject facts, @Nullable TaskFailure failure) {
        return failure == null ? facts : facts.put("code", failure.code()).put("exception", failure.type());
    }

    private JsonObject facts(TaskRecord task) {
        JsonObject facts = Json.object()
                .put("task", task.id().toString())
                .put("attempt", task.attempt())
                .put("type", task.spec().type());
        return trace == null ? facts : facts.put("trace", trace);
    }
}
