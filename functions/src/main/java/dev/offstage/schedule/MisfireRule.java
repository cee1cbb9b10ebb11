package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Whether a firing still runs when it comes late. It is asked when a firing is placed and again when its task is claimed; the two
 * may differ, since time went by.
 *
 * <p>A firing is late by the time since it was due, its jitter added to that. Up to {@link #TOLERANCE} it is on time, unless the
 * schedule's {@code misfireGrace} is shorter. Beyond the grace it is missed whatever the rule; otherwise:
 *
 * <table>
 * <caption>Late by more than the tolerance</caption>
 * <tr><th>rule</th><th>what happens</th></tr>
 * <tr><td>{@link Misfire#RUN_ONCE}</td><td>missed when a later firing of the calendar is due by now, "merged into" the newest of
 * these; else caught up</td></tr>
 * <tr><td>{@link Misfire#RUN_ALL}</td><td>caught up, unless {@code misfireMax} later ones are late by more than the tolerance
 * too</td></tr>
 * <tr><td>{@link Misfire#SKIP}</td><td>missed, unless a grace is set and it is within that</td></tr>
 * </table>
 *
 * <p>That a firing is due does not depend on its jitter: one merges into the newest even while that waits for its jitter to pass.
 */
public final class MisfireRule {
    /** A firing that is no later than this is on time: ticks come once a minute. */
    public static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private MisfireRule() {}

    /** What becomes of a firing. */
    public sealed interface Verdict {
        /** It runs as planned. */
        record OnTime() implements Verdict {}

        /** It runs, later than planned. */
        record CaughtUp() implements Verdict {}

        /**
         * It does not run.
         *
         * @param reason why, a sentence's end such as {@code merged into 2026-03-29T01:00:00.000Z}
         */
        record Missed(String reason) implements Verdict {}
    }

    /**
     * What becomes of a firing at this moment.
     *
     * @param calendar the schedule's; {@linkplain Calendar#until ended} when {@code maxRuns} lets no firing follow after some
     *     instant, so that none is merged into one that never comes
     * @param dueAt one of its times, without jitter
     */
    public static Verdict decide(ScheduleSpec spec, Calendar calendar, Instant dueAt, Instant now) {
        Duration late = Duration.between(Jitter.start(spec, dueAt), now);
        Duration grace = spec.misfireGrace();
        if (grace != null && late.compareTo(grace) > 0) {
            return new Verdict.Missed("later than the grace of " + grace.toSeconds() + " s");
        }
        if (late.compareTo(TOLERANCE) <= 0) {
            return new Verdict.OnTime();
        }
        return switch (spec.misfire()) {
            case RUN_ONCE -> runOnce(calendar, dueAt, now);
            case RUN_ALL -> runAll(spec, calendar, dueAt, now);
            case SKIP ->
                grace == null ? new Verdict.Missed("late by " + late.toSeconds() + " s") : new Verdict.CaughtUp();
        };
    }

    private static Verdict runOnce(Calendar calendar, Instant dueAt, Instant now) {
        Optional<Occurrence> newest = calendar.last(dueAt, now);
        return newest.isEmpty()
                ? new Verdict.CaughtUp()
                : new Verdict.Missed("merged into " + TIME.format(newest.get().at()));
    }

    private static Verdict runAll(ScheduleSpec spec, Calendar calendar, Instant dueAt, Instant now) {
        long later = calendar.after(dueAt)
                .map(Occurrence::at)
                .takeWhile(at -> !at.isAfter(now))
                .filter(at -> Duration.between(Jitter.start(spec, at), now).compareTo(TOLERANCE) > 0)
                .limit(spec.misfireMax())
                .count();
        return later < spec.misfireMax()
                ? new Verdict.CaughtUp()
                : new Verdict.Missed("more than " + spec.misfireMax() + " are late, and this is not one of the newest");
    }
}
