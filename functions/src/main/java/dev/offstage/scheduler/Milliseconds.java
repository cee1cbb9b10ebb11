package dev.offstage.scheduler;

import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times of definitions as they are stored: in whole milliseconds, so that a definition comes back as it was given. */
final class Milliseconds {
    private Milliseconds() {}

    static ScheduleSpec of(ScheduleSpec spec) {
        return new ScheduleSpec(
                spec.name(),
                spec.type(),
                spec.args(),
                of(spec.when()),
                spec.zone(),
                of(spec.startAt()),
                of(spec.endAt()),
                spec.maxRuns(),
                spec.jitter(),
                spec.misfire(),
                spec.misfireGrace(),
                spec.misfireMax(),
                spec.overlap(),
                spec.dst(),
                spec.days(),
                spec.firstRun(),
                spec.mustSucceedBy(),
                spec.queue(),
                spec.tags(),
                spec.onFailure());
    }

    private static When of(When when) {
        return switch (when) {
            case When.At at -> new When.At(at.instant().truncatedTo(ChronoUnit.MILLIS));
            case When.Any any ->
                new When.Any(any.parts().stream().map(Milliseconds::of).toList());
            case When.Cron cron -> cron;
            case When.AwsCron cron -> cron;
            case When.AwsRate rate -> rate;
            case When.Every every -> every;
        };
    }

    private static @Nullable Instant of(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
