package dev.offstage.bench;

import java.util.List;

/**
 * One line of the bill.
 *
 * @param counted whether the amount was counted here; else it is assumed
 * @param amount a task, in units of what is sold
 * @param dollars a million units: list price, us-east-1, arm64, November 2026, nothing free
 */
record Price(String name, boolean counted, double amount, double dollars) {
    private static final double API_SECONDS = 0.015;
    /** Of a run. */
    static final int WORKER_MS = 20;

    private static final double GIGABYTE_SECOND = 13.3334;

    /** What a million tasks like those of {@code share} cost, in functions of {@code memory} megabytes. */
    static List<Price> of(Share share, int memory) {
        double gigabytes = memory / 1024.0;
        return List.of(
                new Price("HTTP API requests", true, share.httpRequests(), 1.00),
                new Price("Lambda requests", true, share.httpRequests() + share.workerInvocations(), 0.20),
                new Price("Lambda GB-s, API", false, share.httpRequests() * API_SECONDS * gigabytes, GIGABYTE_SECOND),
                new Price(
                        "Lambda GB-s, worker",
                        false,
                        share.handlerRuns() * WORKER_MS / 1000 * gigabytes,
                        GIGABYTE_SECOND),
                new Price("SQS requests", true, share.callsOf("Sqs"), 0.40),
                new Price("DynamoDB write units", true, share.writeUnits(), 0.625),
                new Price("DynamoDB read units", true, share.readUnits(), 0.125));
    }

    static double total(List<Price> bill) {
        return bill.stream().mapToDouble(Price::perMillion).sum();
    }

    /** Dollars a million tasks. */
    double perMillion() {
        return amount * dollars;
    }
}
