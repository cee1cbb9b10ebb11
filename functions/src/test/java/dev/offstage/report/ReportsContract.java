package dev.offstage.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every {@link Reports} does. */
public interface ReportsContract {
    /** Without a report. */
    Reports newReports();

    @Test
    default void theFirstReportOfADayStays() {
        Reports reports = newReports();

        assertThat(reports.find(Samples.DAY)).isEmpty();
        assertThat(reports.create(Samples.busy())).isTrue();
        assertThat(reports.create(Samples.quiet())).isFalse();
        assertThat(reports.find(Samples.DAY))
                .map(DayReport::accepted)
                .contains(Samples.busy().accepted());
        assertThat(reports.find(Samples.DAY.plusDays(1))).isEmpty();
    }

    @Test
    default void whoAsksAgainIsToldTheSame() {
        Reports reports = newReports();
        DayReport report = Samples.hostile();

        assertThat(reports.create(report)).isTrue();
        assertThat(reports.create(report)).isTrue();
        assertThat(reports.find(Samples.DAY)).contains(report);
    }

    @Test
    default void thatAReportIsMailedIsNotedWithIt() {
        Reports reports = newReports();

        reports.noteMailed(Samples.DAY);
        assertThat(reports.isMailed(Samples.DAY)).isFalse();
        assertThat(reports.create(Samples.quiet())).isTrue();
        assertThat(reports.isMailed(Samples.DAY)).isFalse();
        reports.noteMailed(Samples.DAY);
        reports.noteMailed(Samples.DAY);
        assertThat(reports.isMailed(Samples.DAY)).isTrue();
        assertThat(reports.find(Samples.DAY)).contains(Samples.quiet());
    }
}
