package dev.offstage.engine;

import java.time.Duration;

/** The attempt failed and another is to follow after a time that is known, whatever the task's backoff says. */
public class RetryAfterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration after;

    public RetryAfterException(Duration after, String message) {
        super(message);
        this.after = after;
    }

    public RetryAfterException(Duration after, String message, Throwable cause) {
        super(message, cause);
        this.after = after;
    }

    public Duration after() {
        return after;
    }
}
