package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.cron.CronReader;
import dev.offstage.cron.CronReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Expressions made by chance, in zones whose clocks are changed in odd ways, against {@link BruteForce}. */
final class CalendarOracleTest {
    /** A zone and a year in which something happens in it. */
    private static final List<String> ODD = List.of(
            "Europe/Berlin 2026",
            "Europe/Dublin 2027",
            "America/New_York 2026",
            "Australia/Lord_Howe 2026",
            "Africa/Cairo 2026",
            "Asia/Kolkata 2026",
            "UTC 2028",
            "Pacific/Apia 2011",
            "Pacific/Kwajalein 1993",
            "Asia/Manila 1844",
            "America/Juneau 1867",
            "America/Caracas 2016",
            "America/Sao_Paulo 2018",
            "Asia/Pyongyang 2015",
            "Asia/Pyongyang 2018",
            "Asia/Gaza 2026",
            "Africa/Casablanca 2026",
            "Antarctica/Troll 2026",
            "America/Nuuk 2023",
            "Asia/Kathmandu 1986",
            "Africa/Monrovia 1972",
            "Europe/Amsterdam 1937",
            "America/St_Johns 2006");

    /** How the times that were compared came about. */
    private final Set<String> marks = new HashSet<>();

    @Test
    void minutes() {
        Random random = new Random(20260329);
        RandomExpressions expressions = new RandomExpressions(random);
        for (int i = 0; i < 500; i++) {
            String[] where = ODD.get(i % ODD.size()).split(" ", -1);
            compare(expressions.next(), where[0], random, someTime(where, random));
        }
        assertThat(marks).containsExactlyInAnyOrder("normal", "moved", "merged", "repeated");
    }

    @Test
    void seconds() {
        Random random = new Random(20261025);
        RandomExpressions expressions = new RandomExpressions(random);
        for (int i = 0; i < 200; i++) {
            String[] where = ODD.get(i % ODD.size()).split(" ", -1);
            compare(expressions.nextWithSeconds(), where[0], random, someTime(where, random));
        }
        assertThat(marks).containsExactlyInAnyOrder("normal", "moved", "merged", "repeated");
    }

    @Test
    void everyZone() {
        for (String zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            // Of its own, so that a zone more in the next JDK leaves the others as they are.
            Random random = new Random(zone.hashCode());
            RandomExpressions expressions = new RandomExpressions(random);
            String[] where = {zone, "" + (1900 + random.nextInt(150))};
            compare(expressions.next(), zone, random, someTime(where, random));
        }
    }

    /** In the year, or shortly before the clocks are changed in it. */
    private static Instant someTime(String[] zoneAndYear, Random random) {
        Instant year = Instant.parse(zoneAndYear[1] + "-01-01T00:00:00Z");
        ZoneOffsetTransition change = ZoneId.of(zoneAndYear[0]).getRules().nextTransition(year);
        return change == null || random.nextInt(3) == 0
                ? year.plusSeconds(random.nextInt(31_000_000))
                : change.getInstant().minusSeconds(random.nextInt(4 * 3600));
    }

    private void compare(String expression, String zone, Random random, Instant from) {
        Days days = random.nextInt(4) == 0 ? Days.AND : Days.OR;
        Dst dst = List.of(Dst.VIXIE, Dst.SKIP, Dst.TWICE, Dst.AWS).get(random.nextInt(4));
        switch (CronReader.read(expression, days)) {
            case CronReading.Understood understood -> {
                Calendar calendar =
                        Specs.of(understood.when()).in(zone).by(dst).by(days).calendar();
                // As many as tell something: a day of those that come each minute, years of others.
                Instant to = calendar.after(from)
                        .skip(700)
                        .findFirst()
                        .map(Occurrence::at)
                        .orElseThrow();
                to = Collections.min(List.of(to, from.plus(Duration.ofDays(800))));
                List<String> expected = new BruteForce(expression).times(ZoneId.of(zone), dst, days, from, to);
                String what = expression + " in " + zone + " by " + dst + ", " + days + " from " + from;

                expected.forEach(line -> marks.add(line.substring(line.indexOf(' ') + 1)));
                assertThat(forwards(calendar, from, to)).as(what).isEqualTo(expected);
                assertThat(backwards(calendar, from, to))
                        .as("backwards, " + what)
                        .isEqualTo(expected);
            }
            case CronReading.Refused refused -> {
                assertThat(refused.message()).startsWith("It never fires");
                Instant start = Instant.parse("2000-01-01T00:00:00Z");
                Instant end = Instant.parse("2028-01-01T00:00:00Z");
                assertThat(new BruteForce(expression).times(ZoneOffset.UTC, dst, days, start, end))
                        .as(expression + ": " + refused)
                        .isEmpty();
            }
        }
    }

    private static List<String> forwards(Calendar calendar, Instant from, Instant to) {
        return calendar.after(from)
                .takeWhile(time -> time.at().isBefore(to))
                .map(CalendarOracleTest::line)
                .toList();
    }

    private static List<String> backwards(Calendar calendar, Instant from, Instant to) {
        List<String> lines = new ArrayList<>();
        Optional<Occurrence> time = calendar.last(from, to.minusNanos(1));
        while (time.isPresent()) {
            lines.add(line(time.get()));
            time = calendar.last(from, time.get().at().minusNanos(1));
        }
        Collections.reverse(lines);
        return lines;
    }

    private static String line(Occurrence time) {
        return time.local() + " " + time.mark().wireName();
    }
}
