package dev.offstage.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CronFieldsTest {
    @Test
    void theTextIsOneForWhatIsEqual() {
        CronFields one = CronFields.read("0 3,2,1,10 *0,1,2 5,L,4,3W,LW,L-3 12,1-3 2#1,5L,1,0#5 2030,2027-2029");

        assertThat(one.write()).isEqualTo("0 1-3,10 *0-2 4-5,3W,L,L-3,LW 1-3,12 1,5L,2#1,0#5 2027-2030");
        assertThat(CronFields.read(one.write()))
                .isEqualTo(one)
                .hasSameHashCodeAs(one)
                .hasToString(one.write());
        assertThat(one).isNotEqualTo(CronFields.read("0 1-3,10 0-2 4-5,3W,L,L-3,LW 1-3,12 1,5L,2#1,0#5 2027-2030"));
        assertThat(CronFields.read("*0-59 * * *1-31 *1-12 *0-6 *").write()).isEqualTo("* * * * * * *");
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoTextOfFields() {
        return Stream.of(
                        "",
                        "* * * * *",
                        "* * * * * * * *",
                        "60 * * * * * *",
                        "x * * * * * *",
                        "5-3 * * * * * *",
                        "1,,2 * * * * * *",
                        "* * * 0 * * *",
                        "* * * 32W * * *",
                        "* * * L-31 * * *",
                        "* * * * 13 * *",
                        "* * * * * 7 *",
                        "* * * * * 1#6 *",
                        "* * * * * 7L *",
                        "* * * * * * 1969",
                        "* * * * * * 2200",
                        "* * * * * * 2030-2020")
                .map(text -> DynamicTest.dynamicTest(
                        "\"" + text + "\"",
                        () -> assertThatThrownBy(() -> CronFields.read(text))
                                .isInstanceOf(IllegalArgumentException.class)));
    }

    @Test
    void daysThatCountFromTheEndOrByWorkingDays() {
        assertThat(days("0 0 0 L * * *", 2028)).startsWith("01-31", "02-29", "03-31");
        assertThat(days("0 0 0 L-3 * * *", 2026)).startsWith("01-28", "02-25", "03-28");
        assertThat(days("0 0 0 L-30 * * *", 2026)).as("in months of 31 days").startsWith("01-01", "03-01", "05-01");
        assertThat(days("0 0 0 LW * * *", 2026)).startsWith("01-30", "02-27", "03-31", "04-30", "05-29");
        assertThat(days("0 0 0 1W * * *", 2026))
                .startsWith("01-01", "02-02", "03-02", "04-01", "05-01", "06-01", "07-01", "08-03");
        assertThat(days("0 0 0 15W * * *", 2026))
                .startsWith("01-15", "02-16", "03-16", "04-15", "05-15", "06-15", "07-15", "08-14");
        assertThat(days("0 0 0 31W * * *", 2026)).startsWith("01-30", "03-31", "05-29", "07-31");
        assertThat(days("0 0 0 * * 5L *", 2026)).startsWith("01-30", "02-27", "03-27");
        assertThat(days("0 0 0 * * 2#1 *", 2026)).startsWith("01-06", "02-03", "03-03");
        assertThat(days("0 0 0 * * 1#5 *", 2026)).containsExactly("03-30", "06-29", "08-31", "11-30");
    }

    @Test
    void impossibleDays() {
        assertThat(List.of("30 2 *", "31 2,4,6,9,11 *", "31W 2,4 *", "L-29 2 *", "L-30 4 *", "30 2 *0,2,4,6"))
                .allMatch(fields -> !CronFields.read("0 0 0 " + fields + " *").everFits(Days.OR));
        assertThat(List.of("29 2 *", "30 2 1", "L-28 2 *", "31 4-5 *", "* 2 1#5", "29 2 1"))
                .allMatch(fields -> CronFields.read("0 0 0 " + fields + " *").everFits(Days.OR));
        assertThat(CronFields.read("0 0 0 30 2 1 *").everFits(Days.AND)).isFalse();
        assertThat(CronFields.read("0 0 0 1-7 * 1#2 *").everFits(Days.AND)).isFalse();
        assertThat(CronFields.read("0 0 0 29 2 1 *").everFits(Days.AND)).isTrue();
        assertThat(CronFields.read("0 0 0 29 2 * 2027").everFits(Days.OR)).isFalse();
        assertThat(CronFields.read("0 0 0 29 2 * 2027-2028").everFits(Days.OR)).isTrue();
    }

    /** The days of a year, by month and day. */
    private static List<String> days(String fields, int year) {
        CronFields read = CronFields.read(fields);
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> read.fits(day, Days.OR))
                .map(day -> day.toString().substring(5))
                .toList();
    }
}
