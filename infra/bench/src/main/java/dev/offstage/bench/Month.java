package dev.offstage.bench;

import java.util.List;

/**
 * One line of a month's bill: list prices, us-east-1, arm64, November 2026, nothing free.
 *
 * @param fixed dollars that are paid without a task
 * @param perTask dollars
 */
record Month(String name, double fixed, double perTask) {
    static final double TICKS = 365 * 24 * 60 / 12.0;

    /** The schedule heartbeat fires every ten seconds. */
    private static final double BEATS = TICKS * 6;

    private static final double MILLION = 1e6;
    private static final double GIGABYTE = 1e9;

    /** A metric of an alarm. */
    private static final double ALARM = 0.10;

    private static final double DASHBOARD = 3.00;
    private static final double METRIC = 0.30;

    /** Requests2xx, Requests4xx, Accepted, Started, Succeeded, Retried, QueueWait, RunTime and Unaccounted; the others are rare. */
    private static final int METRICS = 9;

    /** Taken in, and kept for a month. */
    private static final double LOG_GIGABYTE = 0.50 + 0.03;

    /** At most; the tests of the line hold it to that. */
    private static final int API_LINE = 450;

    private static final int WORKER_LINE = 650;
    private static final int TICK_LINE = 400;
    private static final int ACCESS_LINE = 400;

    /** Three queues with five pollers each and three with two: a receive in 20 s each. */
    private static final double IDLE_RECEIVES = (3 * 5 + 3 * 2) * TICKS * 3;

    /** Assumed: some twenty rounds of calls, one after the other. */
    private static final double TICK_SECONDS = 0.15;

    /** What a firing writes and reads in units; FiringCostTest counts them. */
    private static final double BEAT_WRITES = 5.5;

    private static final double BEAT_READS = 5;

    /** Sent, received and deleted, since nothing else is to do. */
    private static final double BEAT_MESSAGES = 3;

    /** Assumed. */
    private static final double BEAT_SECONDS = 0.02;

    /** A record of 600 bytes for its day and the two that DynamoDB may take to delete it, with its restorable copy. */
    private static final double STORED_GIGABYTES = 600 / GIGABYTE * 3 / 30;

    private static final double STORED_GIGABYTE = 0.25 + 0.20;

    /** The bill for tasks like those of {@code share}. */
    static List<Month> of(Share share, Figures figures) {
        Tally tick = figures.idleTick();
        double tickUnits = (tick.readUnits() * 0.125 + tick.writeUnits() * 0.625) / MILLION;
        double gigabyteSecond = figures.memory() / 1024.0 * 13.3334;
        double tickLambda = (0.20 + TICK_SECONDS * gigabyteSecond) / MILLION;
        double beat =
                BEAT_WRITES * 0.625 + BEAT_READS * 0.125 + BEAT_MESSAGES * 0.40 + 0.20 + BEAT_SECONDS * gigabyteSecond;
        double bytes =
                share.httpRequests() * (API_LINE + ACCESS_LINE) + share.workerInvocations() * (double) WORKER_LINE;
        return List.of(
                new Month("the tasks, as above", 0, Price.total(Price.of(share, figures.memory())) / MILLION),
                new Month(
                        "logs, metric lines included",
                        (TICKS * TICK_LINE + BEATS * WORKER_LINE) / GIGABYTE * LOG_GIGABYTE,
                        bytes / GIGABYTE * LOG_GIGABYTE),
                new Month("records and their restorable copy", 0, STORED_GIGABYTES * STORED_GIGABYTE),
                new Month("the tick", TICKS * (tickUnits + tickLambda), 0),
                new Month("the heartbeat", BEATS * beat / MILLION, 0),
                new Month("empty receives of six queues", IDLE_RECEIVES * 0.40 / MILLION, 0),
                new Month(METRICS + " metrics", METRICS * METRIC, 0),
                new Month(figures.alarmMetrics() + " metrics of alarms", figures.alarmMetrics() * ALARM, 0),
                new Month("dashboard", DASHBOARD, 0));
    }

    double of(double tasks) {
        return fixed + perTask * tasks;
    }
}
