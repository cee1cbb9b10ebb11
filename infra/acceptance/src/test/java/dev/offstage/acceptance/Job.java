package dev.offstage.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is posted: a type, its arguments and options.
 *
 * @param body as {@code POST /v1/tasks} takes it
 */
record Job(Map<String, Object> body) {
    static Job of(String type, Map<String, ?> args) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("args", args);
        return new Job(body);
    }

    static Job echo(String message) {
        return of("demo-echo", Map.of("message", message));
    }

    /** Sleeps for so many seconds and reports so many steps. */
    static Job sleep(int seconds, int steps) {
        return of("demo-sleep", Map.of("seconds", seconds, "steps", steps));
    }

    /** Fails so many attempts, by {@code exception}, {@code retry} or {@code permanent}. */
    static Job flaky(int failures, String how) {
        return of("demo-flaky", Map.of("failures", failures, "how", how));
    }

    static Job snooze(int times, int seconds) {
        return of("demo-snooze", Map.of("times", times, "seconds", seconds));
    }

    /** Ignores that it is interrupted. */
    static Job hang(int seconds) {
        return of("demo-hang", Map.of("seconds", seconds));
    }

    static Job log(int lines) {
        return of("demo-log", Map.of("lines", lines));
    }

    static Job big(int kilobytes) {
        return of("demo-big", Map.of("kilobytes", kilobytes));
    }

    /** The same with one more option. */
    Job with(String option, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.put(option, value);
        return new Job(all);
    }

    String text() {
        return Node.write(body);
    }
}
