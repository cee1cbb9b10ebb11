package dev.offstage.local.template;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What makes a function run. */
public sealed interface EventSource {

    /**
     * A route of the HTTP API.
     *
     * @param key as API Gateway calls it: {@code GET /v1/tasks/{id}}, {@code ANY /x} or {@code $default}
     * @param timeout how long the API waits for the function
     */
    record HttpRoute(String key, Duration timeout) implements EventSource {}

    /**
     * A queue whose messages come in batches.
     *
     * @param window how long a batch may be collected
     * @param concurrency how many batches run at once
     * @param partialFailures whether the function names the messages that failed
     */
    record QueueSource(String queueName, int batchSize, Duration window, int concurrency, boolean partialFailures)
            implements EventSource {}

    /**
     * A schedule.
     *
     * @param expression {@code rate(…)} or {@code cron(…)}
     * @param line where the template says so
     * @param input the event to send; null for the usual one
     * @param scheduler whether EventBridge Scheduler would send it, rather than a rule
     */
    record Timer(
            String name,
            String expression,
            int line,
            ZoneId zone,
            @Nullable String input,
            boolean scheduler) implements EventSource {}
}
