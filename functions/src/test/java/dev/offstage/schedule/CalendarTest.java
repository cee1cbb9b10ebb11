package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CalendarTest {
    @Test
    void anIntervalCountsFrom1970() {
        assertThat(next(Specs.every(10), "2026-11-21T12:00:03.500Z", 2))
                .containsExactly("2026-11-21T12:00:10Z normal", "2026-11-21T12:00:20Z normal");
        assertThat(next(Specs.every(7 * 86_400), "2026-11-21T12:00:00Z", 1))
                .as("1970 began on a Thursday")
                .containsExactly("2026-11-26T00:00Z normal");
        assertThat(next(Specs.every(3600), "1969-12-31T22:30:00Z", 1)).containsExactly("1969-12-31T23:00Z normal");
    }

    @Test
    void anIntervalCountsFromItsStart() {
        Specs spec = Specs.every(90).from("2026-11-21T12:00:05.250Z");

        assertThat(next(spec, "2020-01-01T00:00:00Z", 2))
                .containsExactly("2026-11-21T12:00:05.250Z normal", "2026-11-21T12:01:35.250Z normal");
        assertThat(next(spec, "2026-11-21T12:00:05.250Z", 1)).containsExactly("2026-11-21T12:01:35.250Z normal");
    }

    @Test
    void aRateOfAwsIsAnInterval() {
        Specs spec = Specs.of(new When.AwsRate("rate(5 minutes)", Duration.ofMinutes(5)))
                .in("Asia/Kolkata");

        assertThat(next(spec, "2026-11-21T12:00:00Z", 2))
                .containsExactly("2026-11-21T17:35+05:30 normal", "2026-11-21T17:40+05:30 normal");
    }

    @Test
    void anIntervalHasWholeSecondsFromOneUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new When.Every(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new When.Every(Duration.ofMillis(1500)));
        assertThatIllegalArgumentException().isThrownBy(() -> new When.AwsRate("", Duration.ofSeconds(-5)));
    }

    @Test
    void oneDate() {
        Specs spec =
                Specs.of(new When.At(Instant.parse("2026-12-24T17:00:00Z"))).in("Europe/Berlin");

        assertThat(next(spec, "2026-12-24T16:59:59.999Z", 5)).containsExactly("2026-12-24T18:00+01:00 normal");
        assertThat(next(spec, "2026-12-24T17:00:00Z", 5)).isEmpty();
    }

    @Test
    void theStartCountsAndTheEndDoesNot() {
        Specs spec = Specs.cron("0 0 * * * * *").from("2026-11-21T12:00:00Z").until("2026-11-21T14:00:00Z");

        assertThat(next(spec, "2020-01-01T00:00:00Z", 5))
                .containsExactly("2026-11-21T12:00Z normal", "2026-11-21T13:00Z normal");
        assertThat(last(spec, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).isEqualTo("2026-11-21T13:00Z normal");
        assertThat(last(spec, "2020-01-01T00:00:00Z", "2026-11-21T11:59:59Z")).isEqualTo("none");
        assertThat(last(spec, "2026-11-21T12:30:00Z", "2026-11-21T12:20:00Z")).isEqualTo("none");
        assertThat(last(spec, "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z"))
                .as("from is excluded")
                .isEqualTo("none");
        assertThat(last(spec, "2026-11-21T11:59:59Z", "2026-11-21T12:00:00Z")).isEqualTo("2026-11-21T12:00Z normal");
    }

    @Test
    void severalPartsAreOneCalendar() {
        Specs spec = Specs.of(new When.Any(List.of(
                cron("0 0 12 * * * *"),
                new When.Every(Duration.ofHours(8)),
                new When.At(Instant.parse("2026-11-21T12:00:00Z")))));

        assertThat(next(spec, "2026-11-21T00:00:00Z", 4))
                .containsExactly(
                        "2026-11-21T08:00Z normal",
                        "2026-11-21T12:00Z normal",
                        "2026-11-21T16:00Z normal",
                        "2026-11-22T00:00Z normal");
        assertThat(last(spec, "2026-11-21T00:00:00Z", "2026-11-21T15:00:00Z")).isEqualTo("2026-11-21T12:00Z normal");
        assertThat(next(Specs.of(new When.Any(List.of())), "2026-11-21T00:00:00Z", 1))
                .isEmpty();
    }

    @Test
    void partsThatMeetInOneInstant() {
        assertThat(onTheDayOfTheGap("0 30 2 * * * *", "0 30 2 * * * *")).isEqualTo("2026-03-29T03:00+02:00 moved");
        assertThat(onTheDayOfTheGap("0 30 2 * * * *", "0 40 2 * * * *")).isEqualTo("2026-03-29T03:00+02:00 merged");
        assertThat(onTheDayOfTheGap("0 30 2 * * * *", "0 0 3 * * * *")).isEqualTo("2026-03-29T03:00+02:00 merged");
        assertThat(onTheDayOfTheGap("0 0 * * * * *", "0 0 3 * * * *")).isEqualTo("2026-03-29T03:00+02:00 normal");

        Specs twice = Specs.of(new When.Any(List.of(cron("0 30 2 * * * *"), cron("0 30 * * * * *"))))
                .in("Europe/Berlin");
        assertThat(next(twice, "2026-10-25T00:00:00Z", 2))
                .containsExactly("2026-10-25T02:30+02:00 normal", "2026-10-25T02:30+01:00 repeated");
    }

    private static String onTheDayOfTheGap(String one, String other) {
        Specs spec = Specs.of(new When.Any(List.of(cron(one), cron(other)))).in("Europe/Berlin");
        return next(spec, "2026-03-29T00:59:59Z", 1).getFirst();
    }

    @Test
    void whatOthersDoOnTheDaysOfTheChange() {
        // The columns of Vixie cron in a comparison of schedulers: nothing is lost, nothing runs twice unasked.
        Specs daily = Specs.cron("0 30 2 * * * *").in("Europe/Berlin");
        assertThat(next(daily, "2026-03-28T12:00:00Z", 1)).containsExactly("2026-03-29T03:00+02:00 moved");
        assertThat(next(daily, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T02:30+02:00 normal", "2026-10-26T02:30+01:00 normal");

        Specs halfHours = Specs.cron("0 *0,30 * * * * *").in("Europe/Berlin");
        assertThat(next(halfHours, "2026-10-24T23:59:00Z", 4))
                .containsExactly(
                        "2026-10-25T02:00+02:00 normal",
                        "2026-10-25T02:30+02:00 normal",
                        "2026-10-25T02:00+01:00 repeated",
                        "2026-10-25T02:30+01:00 repeated");

        Specs thirteenthOrFriday = Specs.cron("0 0 0 13 * 5 *");
        assertThat(next(thirteenthOrFriday, "2026-10-08T00:00:00Z", 3))
                .containsExactly("2026-10-09T00:00Z normal", "2026-10-13T00:00Z normal", "2026-10-16T00:00Z normal");
        assertThat(next(thirteenthOrFriday.by(Days.AND), "2026-10-08T00:00:00Z", 2))
                .containsExactly("2026-11-13T00:00Z normal", "2027-08-13T00:00Z normal");
    }

    @Test
    void aFieldThatBeginsWithAStarRestrictsNothing() {
        Specs oddMondays = Specs.cron("0 0 0 *1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * 1 *");

        assertThat(next(oddMondays, "2026-11-01T00:00:00Z", 2))
                .containsExactly("2026-11-09T00:00Z normal", "2026-11-23T00:00Z normal");
    }

    @Test
    void rareTimesAreFoundAndImpossibleOnesEnd() {
        assertThat(next(Specs.cron("0 0 0 29 2 * *"), "2096-03-01T00:00:00Z", 1))
                .containsExactly("2104-02-29T00:00Z normal");
        assertThat(next(Specs.cron("0 0 0 29 2 1 *").by(Days.AND), "2072-02-01T00:00:00Z", 2))
                .as("the 29th of February is a Monday again after forty years")
                .containsExactly("2072-02-29T00:00Z normal", "2112-02-29T00:00Z normal");
        assertThat(next(Specs.cron("0 0 12 1 1 * 2199").in("Europe/Berlin"), "2026-01-01T00:00:00Z", 2))
                .containsExactly("2199-01-01T12:00+01:00 normal");
        assertThat(next(Specs.cron("0 0 12 1 1 * 2020").in("Europe/Berlin"), "2026-01-01T00:00:00Z", 2))
                .isEmpty();
        assertThat(next(Specs.cron("0 0 0 30 2 * *").in("Europe/Berlin"), "2026-01-01T00:00:00Z", 1))
                .isEmpty();
        assertThat(next(Specs.cron("0 0 0 30 2 * *"), "2026-01-01T00:00:00Z", 1))
                .isEmpty();
        assertThat(last(
                        Specs.cron("0 0 0 30 2 * *").in("Europe/Berlin"),
                        "1900-01-01T00:00:00Z",
                        "2026-01-01T00:00:00Z"))
                .isEqualTo("none");
        assertThat(next(Specs.cron("0 30 2 29 3 * 2026").in("Europe/Berlin").by(Dst.SKIP), "2026-01-01T00:00:00Z", 1))
                .as("the only time that is asked for lies in a gap")
                .isEmpty();
    }

    @Test
    void noInstantIsTooFar() {
        List<Specs> all = List.of(
                Specs.cron("* * * * * * *").in("Europe/Berlin"),
                Specs.cron("0 0 0 1 1 * 1999-2030"),
                Specs.every(1),
                Specs.every(3_000_000_000L).from("+10000-01-01T00:00:00Z"),
                Specs.of(new When.At(Instant.MAX)),
                Specs.of(new When.At(Instant.MIN)));
        for (Specs spec : all) {
            Calendar calendar = spec.in("America/New_York").calendar();
            for (Instant instant : List.of(Instant.MIN, Times.FIRST, Times.LAST, Instant.MAX)) {
                calendar.next(instant).ifPresent(time -> assertThat(time.at()).isAfter(instant));
                assertThat(calendar.last(Instant.MIN, instant)
                                .map(Occurrence::at)
                                .orElse(instant))
                        .isBeforeOrEqualTo(instant);
                assertThat(calendar.last(instant, Instant.MAX)
                                .map(Occurrence::at)
                                .orElse(Instant.MAX))
                        .isAfterOrEqualTo(instant);
            }
        }
    }

    @Test
    void theNewestIsFoundWithoutWalkingToIt() {
        Specs everySecond = Specs.cron("* * * * * * *").in("Australia/Lord_Howe");
        Specs never = Specs.cron("0 0 0 29 2 * *").in("Europe/Berlin");

        for (int i = 0; i < 1000; i++) {
            assertThat(last(everySecond, "0900-01-01T00:00:00Z", "2026-11-21T12:00:00.900Z"))
                    .isEqualTo("2026-11-21T23:00+11:00 normal");
            assertThat(last(Specs.every(1), "1970-01-01T00:00:00Z", "2026-11-21T12:00:00Z"))
                    .isEqualTo("2026-11-21T12:00Z normal");
            assertThat(last(never, "1950-01-01T00:00:00Z", "2026-11-21T12:00:00Z"))
                    .isEqualTo("2024-02-29T00:00+01:00 normal");
        }
    }

    @Test
    void anEndedCalendarStopsThere() {
        Calendar calendar = Specs.every(10).calendar().until(Instant.parse("2026-11-21T12:00:10Z"));

        assertThat(calendar.after(Instant.parse("2026-11-21T12:00:00Z"))).hasSize(1);
        assertThat(calendar.last(Instant.EPOCH, Instant.parse("2026-11-22T00:00:00Z"))
                        .orElseThrow()
                        .at())
                .isEqualTo(Instant.parse("2026-11-21T12:00:10Z"));
    }

    @Test
    void aYearOf200SchedulesInAllZones() {
        List<String> zones = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        Random random = new Random(200);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2027-01-01T00:00:00Z");
        for (int i = 0; i < 200; i++) {
            String zone = zones.get(random.nextInt(zones.size()));
            // Each offset of today is a multiple of a quarter of an hour.
            Specs spec = (i % 4 == 0 ? Specs.every(900) : Specs.cron("0 *0,15,30,45 * * * * *")).in(zone);
            assertThat(spec.calendar()
                            .after(from.minusSeconds(1))
                            .takeWhile(time -> time.at().isBefore(to)))
                    .as(zone)
                    .hasSize(365 * 96);
        }
        assertThat(Specs.cron("*0,10,20,30,40,50 * * * * * *")
                        .in("Europe/Berlin")
                        .calendar()
                        .after(from.minusSeconds(1))
                        .takeWhile(time -> time.at().isBefore(to))
                        .count())
                .isEqualTo(365 * 8640);
    }

    private static When.Cron cron(String fields) {
        return new When.Cron(fields, CronFields.read(fields));
    }

    private static List<String> next(Specs spec, String from, int count) {
        return spec.calendar()
                .after(Instant.parse(from))
                .limit(count)
                .map(CalendarTest::line)
                .toList();
    }

    private static String last(Specs spec, String from, String upTo) {
        return spec.calendar()
                .last(Instant.parse(from), Instant.parse(upTo))
                .map(CalendarTest::line)
                .orElse("none");
    }

    private static String line(Occurrence time) {
        return time.local() + " " + time.mark().wireName();
    }
}
