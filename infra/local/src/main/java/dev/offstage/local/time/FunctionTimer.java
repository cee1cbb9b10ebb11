package dev.offstage.local.time;

import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.json.Json;
import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.Stack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Fires one schedule of the template at its function. */
public final class FunctionTimer {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Timer timer;
    private final Timetable timetable;
    private final LocalFunction function;
    private final ScheduledExecutorService executor;
    private final Clock clock;

    private FunctionTimer(Timer timer, LocalFunction function, ScheduledExecutorService executor, Clock clock) {
        this.timer = timer;
        this.timetable = Timetable.parse(timer.expression(), timer.zone());
        this.function = function;
        this.executor = executor;
        this.clock = clock;
    }

    /** Begins; the first firing of a rate is now. It ends with {@code executor}. */
    public static void start(Timer timer, LocalFunction function, ScheduledExecutorService executor, Clock clock) {
        FunctionTimer firing = new FunctionTimer(timer, function, executor, clock);
        firing.plan(firing.timetable.first(clock.instant()));
    }

    private void plan(Instant due) {
        if (executor.isShutdown() || due.equals(Instant.MAX)) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), due);
        // In short pieces: a machine that slept, or whose clock was set, would fire at another time than the clock's.
        boolean isNear = wait.compareTo(LONGEST_WAIT) <= 0;
        long milliseconds = Math.max(0, (isNear ? wait : LONGEST_WAIT).toMillis());
        Runnable next = isNear ? () -> fire(due) : () -> plan(due);
        var unused = executor.schedule(next, milliseconds, TimeUnit.MILLISECONDS);
    }

    private void fire(Instant due) {
        var unused = Thread.ofVirtual().name("timer " + timer.name()).start(() -> invoke(event(due)));
        plan(timetable.after(due));
    }

    private void invoke(String event) {
        for (int tries = 0; tries <= function.spec().retries() && !executor.isShutdown(); tries++) {
            try {
                var unused = function.invoke(event);
                return;
            } catch (FunctionException ignored) {
                // Logged where it happened; Lambda tries an event without a caller again.
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String event(Instant due) {
        String service = timer.scheduler() ? "scheduler" : "events";
        String resource = timer.scheduler() ? "schedule/default/" : "rule/";
        String arn = "arn:aws:" + service + ":" + Stack.REGION + ":" + Stack.ACCOUNT + ":" + resource + timer.name();
        String time = due.truncatedTo(ChronoUnit.SECONDS).toString();
        String input = timer.input();
        if (input != null) {
            return timer.scheduler() ? filledIn(input, arn, time) : input;
        }
        var event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws." + service)
                .put("account", Stack.ACCOUNT)
                .put("time", time)
                .put("region", Stack.REGION)
                .put("resources", List.of(new JrsString(arn)));
        return (timer.scheduler()
                        ? event.put("detail", "{}")
                        : event.put("detail", Json.object().toTree()))
                .toText();
    }

    /** What EventBridge Scheduler puts in place of the words that stand for what it alone knows. */
    private static String filledIn(String input, String arn, String time) {
        return input.replace("<aws.scheduler.scheduled-time>", time)
                .replace("<aws.scheduler.schedule-arn>", arn)
                .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
                .replace("<aws.scheduler.attempt-number>", "1");
    }
}
