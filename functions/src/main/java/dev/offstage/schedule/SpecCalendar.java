package dev.offstage.schedule;

import dev.offstage.schedule.Times.Hit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times from a start to an end. */
final class SpecCalendar implements Calendar {
    private final Times times;
    private final ZoneId zone;
    private final Instant beforeStart;
    private final Instant lastPossible;

    SpecCalendar(ScheduleSpec spec) {
        times = times(spec.when(), spec);
        zone = spec.zone();
        beforeStart = spec.startAt() == null ? Instant.MIN : spec.startAt().minusNanos(1);
        lastPossible = spec.endAt() == null ? Instant.MAX : spec.endAt().minusNanos(1);
    }

    @Override
    public Optional<Occurrence> next(Instant instant) {
        Hit hit = times.next(instant.isBefore(beforeStart) ? beforeStart : instant);
        return hit == null || hit.at().isAfter(lastPossible) ? Optional.empty() : Optional.of(shown(hit));
    }

    @Override
    public Optional<Occurrence> last(Instant from, Instant upTo) {
        Instant after = from.isBefore(beforeStart) ? beforeStart : from;
        Instant until = upTo.isAfter(lastPossible) ? lastPossible : upTo;
        Hit hit = after.isBefore(until) ? times.last(after, until) : null;
        return Optional.ofNullable(hit).map(this::shown);
    }

    private Occurrence shown(Hit hit) {
        return new Occurrence(hit.at(), hit.at().atZone(zone).toOffsetDateTime(), hit.mark());
    }

    private static Times times(When when, ScheduleSpec spec) {
        return switch (when) {
            case When.Cron cron -> new CronTimes(cron.fields(), spec.days(), spec.zone(), spec.dst());
            case When.AwsCron cron -> new CronTimes(cron.fields(), spec.days(), spec.zone(), spec.dst());
            case When.Every every -> new EveryTimes(origin(spec.startAt()), every.interval());
            case When.AwsRate rate -> new EveryTimes(origin(spec.startAt()), rate.interval());
            case When.At at -> new AtTimes(at.instant());
            case When.Any any ->
                new AnyTimes(any.parts().stream().map(part -> times(part, spec)).toList());
        };
    }

    private static Instant origin(@Nullable Instant startAt) {
        return startAt == null ? Instant.EPOCH : startAt;
    }
}
