package dev.offstage.bench;

import java.util.Set;
import java.util.TreeSet;

/**
 * What each of {@code tasks} tasks cost on its way from acceptance to success.
 *
 * @param tally counted on that way
 * @param sweepReadUnits a task's part of the tick that reads the ids of all five minutes later
 * @param requests HTTP requests, each an invocation of the API function
 * @param invocations of the worker
 * @param runs of handlers
 */
record Share(int tasks, Tally tally, int requests, int invocations, int runs, double sweepReadUnits) {

    Share withSweep(double readUnits) {
        return new Share(tasks, tally, requests, invocations, runs, readUnits);
    }

    double calls() {
        return each(tally.allCalls());
    }

    double calls(String operation) {
        return each(tally.calls(operation));
    }

    double callsOf(String service) {
        return each(tally.callsOf(service));
    }

    double writeUnits() {
        return each(tally.writeUnits());
    }

    double indexWriteUnits() {
        return each(tally.indexWriteUnits());
    }

    /** The task's own reads and its part of the sweep's. */
    double readUnits() {
        return ownReadUnits() + sweepReadUnits;
    }

    double ownReadUnits() {
        return each(tally.readUnits());
    }

    double httpRequests() {
        return each(requests);
    }

    double workerInvocations() {
        return each(invocations);
    }

    double handlerRuns() {
        return each(runs);
    }

    Set<String> operations() {
        return new TreeSet<>(tally.calls().keySet());
    }

    private double each(double all) {
        return all / tasks;
    }
}
