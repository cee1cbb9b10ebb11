package dev.offstage.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes definitions for tests. */
record Specs(
        When when,
        ZoneId zone,
        Dst dst,
        Days days,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        Duration jitter,
        Misfire misfire,
        @Nullable Duration grace,
        int max) {

    static Specs of(When when) {
        return new Specs(
                when, ZoneId.of("UTC"), Dst.VIXIE, Days.OR, null, null, Duration.ZERO, Misfire.RUN_ONCE, null, 100);
    }

    /** By the text form of the fields. */
    static Specs cron(String fields) {
        return of(new When.Cron(fields, CronFields.read(fields)));
    }

    static Specs every(long seconds) {
        return of(new When.Every(Duration.ofSeconds(seconds)));
    }

    Specs in(String zone) {
        return new Specs(when, ZoneId.of(zone), dst, days, startAt, endAt, jitter, misfire, grace, max);
    }

    Specs by(Dst rule) {
        return new Specs(when, zone, rule, days, startAt, endAt, jitter, misfire, grace, max);
    }

    Specs by(Days rule) {
        return new Specs(when, zone, dst, rule, startAt, endAt, jitter, misfire, grace, max);
    }

    Specs from(String start) {
        return new Specs(when, zone, dst, days, Instant.parse(start), endAt, jitter, misfire, grace, max);
    }

    Specs until(String end) {
        return new Specs(when, zone, dst, days, startAt, Instant.parse(end), jitter, misfire, grace, max);
    }

    Specs jitter(Duration most) {
        return new Specs(when, zone, dst, days, startAt, endAt, most, misfire, grace, max);
    }

    Specs misfire(Misfire rule, @Nullable Duration within, int most) {
        return new Specs(when, zone, dst, days, startAt, endAt, jitter, rule, within, most);
    }

    ScheduleSpec spec() {
        return named("a-schedule");
    }

    ScheduleSpec named(String name) {
        return new ScheduleSpec(
                name,
                "demo-echo",
                "{}",
                when,
                zone,
                startAt,
                endAt,
                null,
                jitter,
                misfire,
                grace,
                max,
                Overlap.SKIP,
                dst,
                days,
                FirstRun.NEXT,
                null,
                null,
                List.of(),
                null);
    }

    Calendar calendar() {
        return Calendar.of(spec());
    }
}
