package dev.offstage.bench;

import java.util.List;

/**
 * All that was counted.
 *
 * @param idleTick a tick that finds nothing to do
 * @param capabilities plain tasks, then those that ask for more
 * @param memory the megabytes of each function
 * @param alarmMetrics how many metrics the alarms of the template look at
 */
record Figures(
        Share singly,
        Share inHundreds,
        Tally idleTick,
        List<Capability> capabilities,
        BookFigures books,
        int memory,
        int alarmMetrics) {

    /** What the project promises. */
    List<Target> targets() {
        return List.of(
                new Target("SDK calls a task, submitted singly", singly.calls(), 4.3),
                new Target("SDK calls a task, in calls of 100", inHundreds.calls(), 2.4),
                new Target("write units a task, submitted singly", singly.writeUnits(), 3.0),
                new Target("write units a task, in calls of 100", inHundreds.writeUnits(), 3.0),
                new Target("read units a task, submitted singly", singly.readUnits(), 0.15),
                new Target("read units a task, in calls of 100", inHundreds.readUnits(), 0.15),
                new Target("dollars a million tasks, submitted singly", dollars(singly), 4.2),
                new Target("dollars a million tasks, in calls of 100", dollars(inHundreds), 2.5));
    }

    double dollars(Share share) {
        return Price.total(Price.of(share, memory));
    }

    /** A promise: {@code figure} is at most {@code most}. */
    record Target(String name, double figure, double most) {
        boolean isMet() {
            // A sum of many small numbers may be off in its last digits.
            return figure <= most + 1e-9;
        }
    }
}
