package dev.offstage.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What a deployment takes.
 *
 * @param timeLimit the longest time limit of a task
 * @param hasPayloadBucket whether long arguments have a place to go
 */
record SubmitLimits(Duration timeLimit, boolean hasPayloadBucket) {
    /** Arguments of more bytes than this are no part of the table. */
    private static final int MOST_ARGS_BYTES = 200 << 10;

    /** What a worker keeps of its time for receiving and settling. */
    private static final int RESERVED_SECONDS = 20;

    private static final int LEAST_TIMEOUT = 30;

    /**
     * The limits that {@code environment} names; a variable that is absent or empty has its default.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    static SubmitLimits from(Map<String, String> environment) {
        String timeout = environment.getOrDefault("WORKER_TIMEOUT_SECONDS", "").strip();
        return new SubmitLimits(
                Duration.ofSeconds(seconds(timeout.isEmpty() ? "120" : timeout) - RESERVED_SECONDS),
                !environment.getOrDefault("PAYLOAD_BUCKET", "").isBlank());
    }

    /** Refuses arguments, as JSON text, that have no place. */
    void refuseTooLarge(String args) {
        int bytes = args.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_ARGS_BYTES && !hasPayloadBucket) {
            throw Problem.tooLarge("The arguments have " + bytes + " bytes; " + MOST_ARGS_BYTES
                    + " are the most without a bucket for more, which the setting PAYLOAD_BUCKET names.");
        }
    }

    private static int seconds(String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= LEAST_TIMEOUT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("WORKER_TIMEOUT_SECONDS is \"" + text
                + "\"; it must be the time-out of the worker function in seconds, from " + LEAST_TIMEOUT
                + " to 900.");
    }
}
