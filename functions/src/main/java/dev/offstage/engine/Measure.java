package dev.offstage.engine;

/** What is measured of an invocation. Each is a metric of CloudWatch under its name. */
public enum Measure {
    /** HTTP requests by the class of their answers. */
    REQUESTS_2XX("Requests2xx"),
    REQUESTS_3XX("Requests3xx"),
    REQUESTS_4XX("Requests4xx"),
    REQUESTS_5XX("Requests5xx"),
    /** Tasks that got a record and a message in this request. */
    ACCEPTED("Accepted"),
    /** Attempts begun. */
    STARTED("Started"),
    SUCCEEDED("Succeeded"),
    /** Tasks that ended failed, whatever the reason. */
    FAILED("Failed"),
    /** Attempts after which another follows. */
    RETRIED("Retried"),
    SNOOZED("Snoozed"),
    /** Workers that settled nothing, since their lease was over and another had the task. */
    LATE_TWINS("LateTwins"),
    /** Attempts whose worker died. They are seen when the next one ends. */
    CRASHED("Crashed"),
    /** Tasks that failed since every worker that ran them died. */
    POISONED("Poisoned"),
    EXPIRED("Expired"),
    CANCELLED("Cancelled"),
    /** Tasks whose turn came while their queue or type was paused. */
    BLOCKED("Blocked"),
    /** Tasks that handlers enqueued. */
    CHILDREN("Children"),
    /** Tasks enqueued since others failed that asked for it. */
    FOLLOW_UPS("FollowUps"),
    /** From the moment an attempt was due to its start. */
    QUEUE_WAIT("QueueWait", true),
    RUN_TIME("RunTime", true),
    /** Scheduled tasks whose time came. */
    RELEASED("Released"),
    /** Blocked tasks whose pause is over. */
    UNBLOCKED("Unblocked"),
    /** Failed tasks that a redrive queued again. */
    REDRIVEN("Redriven"),
    /** Tasks sent again, since they seemed lost. */
    RESENT("Resent"),
    /** Tasks overdue and still not settled after a repair. Zero when all is well; absent when nobody looked. */
    UNACCOUNTED("Unaccounted"),
    /** Firings of schedules that got a task. */
    FIRINGS_PLACED("FiringsPlaced"),
    /** Firings that did not run since their schedule was paused, changed or deleted, or an earlier one still ran. */
    FIRINGS_SKIPPED("FiringsSkipped"),
    /** Firings that did not run since they came too late. */
    FIRINGS_MISSED("FiringsMissed"),
    /** Firings that had not succeeded by the time by which they must. */
    OVERDUE_FIRINGS("OverdueFirings"),
    /** Messages that a queue gave up. */
    DEAD_LETTERS("DeadLetters"),
    /** Items whose end of life had passed and that the maintenance deleted. */
    PURGED("Purged"),
    /** Texts, log pages and payloads of tasks that are gone, deleted by the maintenance. */
    ORPHANS("Orphans"),
    /** Invocations that ended by an exception. */
    FAULTS("Faults");

    private final String metric;
    private final boolean time;

    Measure(String metric) {
        this(metric, false);
    }

    Measure(String metric, boolean time) {
        this.metric = metric;
        this.time = time;
    }

    /** The metric's name. */
    public String metric() {
        return metric;
    }

    /** Whether values are milliseconds, each kept; else they are counts and summed. */
    public boolean isTime() {
        return time;
    }

    /** The measure of an HTTP answer. */
    public static Measure ofStatus(int status) {
        return switch (status / 100) {
            case 2 -> REQUESTS_2XX;
            case 3 -> REQUESTS_3XX;
            case 4 -> REQUESTS_4XX;
            default -> REQUESTS_5XX;
        };
    }
}
