package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalendarTest {
    @Test
    void halfPastTwoOnTheDayOfTheGapRunsRightAfterIt() {
        assertThat(next(Specs.cron("0 30 2 * * * *").in("Europe/Berlin"), "2026-03-28T02:00:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00 MOVED", "2026-03-30T02:30+02:00 NORMAL");
    }

    static List<String> next(Specs spec, String from, int count) {
        return spec.calendar()
                .after(Instant.parse(from))
                .limit(count)
                .map(time -> time.local() + " " + time.mark())
                .toList();
    }
}
