package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;

/** What a request was answered with, in a word and an id. */
record NotedAnswer(How how, TaskId task) {
    enum How {
        MADE,
        DEDUPLICATED,
        REFUSED;

        private char letter() {
            return Character.toLowerCase(name().charAt(0));
        }
    }

    static NotedAnswer of(Submitted answer) {
        return switch (answer) {
            case Accepted accepted ->
                new NotedAnswer(
                        accepted.deduplicated() ? How.DEDUPLICATED : How.MADE,
                        accepted.task().id());
            case Duplicate duplicate -> new NotedAnswer(How.REFUSED, duplicate.first());
            // Of what is gone nobody remembers how it came, and it does not matter.
            case Gone gone -> new NotedAnswer(How.DEDUPLICATED, gone.first());
        };
    }

    boolean isMade(TaskId id) {
        return how == How.MADE && task.equals(id);
    }

    String text() {
        return how.letter() + task.toString();
    }

    static NotedAnswer parse(String text) {
        for (How how : How.values()) {
            if (how.letter() == text.charAt(0)) {
                return new NotedAnswer(how, TaskId.parse(text.substring(1)).orElseThrow());
            }
        }
        throw new IllegalStateException("'" + text + "' is no answer that was noted.");
    }

    Submitted read(TaskStore store, Instant now) {
        return how == How.REFUSED
                ? new Duplicate(task)
                : store.find(task)
                        .filter(found -> !found.isPurged(now))
                        .<Submitted>map(found -> new Accepted(found, how == How.DEDUPLICATED))
                        .orElseGet(() -> new Gone(task, false));
    }
}
