package dev.offstage.simulation;

import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.scheduler.ScheduleSpecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Definitions of all kinds, drawn. */
final class ScheduleKinds {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Asia/Kolkata",
            "America/Sao_Paulo",
            "Pacific/Chatham",
            "Asia/Tokyo",
            "America/St_Johns");
    private static final List<String> MOODS = List.of("quick", "quick", "quick", "slow", "flaky", "snoozing");

    private final RandomGenerator random;
    private final Instant start;
    private final Duration length;

    ScheduleKinds(RandomGenerator random, Instant start, Duration length) {
        this.random = random;
        this.start = start;
        this.length = length;
    }

    /** Schedules from hourly to monthly, and some that are dense for a while. */
    List<ScheduleSpec> coarse(int count) {
        List<ScheduleSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ScheduleSpecs draft = i % 20 == 0 ? window() : ScheduleSpecs.of(coarse());
            specs.add(policies(draft).named("s-" + i));
        }
        return specs;
    }

    /** Schedules that fire every few seconds or minutes. */
    List<ScheduleSpec> dense(int count) {
        List<ScheduleSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            specs.add(policies(
                            ScheduleSpecs.every(List.of(7L, 10L, 30L, 60L, 300L).get(random.nextInt(5))))
                    .named("d-" + i));
        }
        return specs;
    }

    private ScheduleSpecs window() {
        Instant from = start.plusSeconds(random.nextLong(length.toSeconds()));
        return ScheduleSpecs.every(List.of(1L, 10L, 30L).get(random.nextInt(3)))
                .startAt(from.minusMillis(from.toEpochMilli() % 1000))
                .endAt(from.plusSeconds(600 + random.nextInt(3000)));
    }

    private When coarse() {
        int hour = random.nextInt(24);
        int minute = random.nextInt(60);
        return switch (random.nextInt(12)) {
            case 0 -> new When.Every(Duration.ofHours(1 + random.nextInt(4)));
            case 1 -> new When.AwsRate("rate(1 day)", Duration.ofDays(1));
            case 2 -> cron("0 %d *%s * * * *".formatted(minute, "0,4,8,12,16,20"));
            case 3 -> cron("0 %d %d * * 1-5 *".formatted(minute, hour));
            case 4 -> cron("0 30 2 * * * *");
            case 5 -> cron("0 0 0 * * * *");
            case 6 -> cron("0 %d %d 1 * * *".formatted(minute, hour));
            case 7 -> cron("0 %d %d L * * *".formatted(minute, hour));
            case 8 -> cron("0 %d %d * * 5L *".formatted(minute, hour));
            case 9 -> cron("0 0,30 1,2,3 * * 0 *");
            case 10 -> new When.At(start.plusSeconds(random.nextLong(length.toSeconds())));
            default ->
                new When.Any(List.of(
                        cron("0 %d %d * * * *".formatted(minute, hour)),
                        cron("0 0 12 15W * * *"),
                        cron("0 0 2 * * 1#2 *")));
        };
    }

    private static When cron(String fields) {
        return new When.Cron(fields, dev.offstage.schedule.CronFields.read(fields));
    }

    private <T> T any(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    private ScheduleSpecs policies(ScheduleSpecs draft) {
        ScheduleSpecs specs = draft.in(ZONES.get(random.nextInt(ZONES.size())))
                .args("{\"mood\":\"" + MOODS.get(random.nextInt(MOODS.size())) + "\"}")
                .misfire(any(Misfire.values()))
                .misfireMax(1 + random.nextInt(10))
                .overlap(any(Overlap.values()))
                .firstRun(random.nextInt(4) == 0 ? FirstRun.NOW : FirstRun.NEXT);
        if (random.nextInt(3) == 0) {
            specs.jitter(Duration.ofSeconds(random.nextInt(1200)));
        }
        if (random.nextInt(4) == 0) {
            specs.grace(Duration.ofSeconds(random.nextInt(7200)));
        }
        if (random.nextInt(5) == 0) {
            specs.mustSucceedBy(Duration.ofSeconds(60 + random.nextInt(7200)));
        }
        return random.nextInt(10) == 0 ? specs.maxRuns(1 + random.nextInt(50)) : specs;
    }

    /** The same definition under another name. */
    static ScheduleSpec named(ScheduleSpec spec, String name) {
        return new ScheduleSpec(
                name,
                spec.type(),
                spec.args(),
                spec.when(),
                spec.zone(),
                spec.startAt(),
                spec.endAt(),
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
}
