package dev.offstage.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.CronFields;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.When;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CronReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** An expression, and what it says as {@code CronFields} writes it. */
    private static final String GOOD = """
            * * * * *              | 0 * * * * * *
            */15 * * * *           | 0 *0,15,30,45 * * * * *
            5/15 * * * *           | 0 5,20,35,50 * * * * *
            10-50/20 * * * *       | 0 10,30,50 * * * * *
            50-10/5 * * * *        | 0 0,5,10,50,55 * * * * *
            */7 * * * *            | 0 *0,7,14,21,28,35,42,49,56 * * * * *
            */60 * * * *           | 0 *0 * * * * *
            */1 * * * *            | 0 * * * * * *
            7,*/30 * * * *         | 0 0,7,30 * * * * *
            0-59 0-23 1-31 1-12 0-7| 0 0-59 0-23 1-31 1-12 0-6 *
            *,5 * * * *            | 0 * * * * * *
            0 9-17 * * MON-FRI     | 0 0 9-17 * * 1-5 *
            0 9 * * mon,Wed,FRI    | 0 0 9 * * 1,3,5 *
            0 22-4 * * *           | 0 0 0-4,22-23 * * * *
            0 22-4/2 * * *         | 0 0 0,2,4,22 * * * *
            0 0 * 11-2 *           | 0 0 0 * 1-2,11-12 * *
            0 0 * jan,JUL *        | 0 0 0 * 1,7 * *
            0 0 25-5 * *           | 0 0 0 1-5,25-31 * * *
            0 0 */2 * 1            | 0 0 0 *1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * 1 *
            0 0 13 * 5             | 0 0 0 13 * 5 *
            0 0 ? * 1              | 0 0 0 * * 1 *
            0 0 ? * ?              | 0 0 0 * * * *
            0 0 L * *              | 0 0 0 L * * *
            0 0 L-3 * *            | 0 0 0 L-3 * * *
            0 0 LW * *             | 0 0 0 LW * * *
            0 0 15W * *            | 0 0 0 15W * * *
            0 0 1,15w,l * *        | 0 0 0 1,15W,L * * *
            0 0 * * 5L             | 0 0 0 * * 5L *
            0 0 * * FRIL           | 0 0 0 * * 5L *
            0 0 * * 7L             | 0 0 0 * * 0L *
            0 0 * * 2#1            | 0 0 0 * * 2#1 *
            0 0 * * SUN#5          | 0 0 0 * * 0#5 *
            0 0 * * 0              | 0 0 0 * * 0 *
            0 0 * * 7              | 0 0 0 * * 0 *
            0 0 * * 5-7            | 0 0 0 * * 0,5-6 *
            0 0 * * 6-0            | 0 0 0 * * 0,6 *
            0 0 * * 7-2            | 0 0 0 * * 0-2 *
            0 0 * * SUN-TUE        | 0 0 0 * * 0-2 *
            0 0 * * FRI-MON        | 0 0 0 * * 0-1,5-6 *
            0 0 * * 1-5/2          | 0 0 0 * * 1,3,5 *
            0 0 * * 1-7/2          | 0 0 0 * * 0-1,3,5 *
            0 0 * * */2            | 0 0 0 * * *0,2,4,6 *
            0 0 * * 1/2            | 0 0 0 * * 1,3,5 *
            0 0 * * 7/2            | 0 0 0 * * 0,2,4,6 *
            0 0 29 2 *             | 0 0 0 29 2 * *
            0 0 30 2 1             | 0 0 0 30 2 1 *
            */10 * * * * *         | *0,10,20,30,40,50 * * * * * *
            30 15 10 1 6 *         | 30 15 10 1 6 * *
            @yearly                | 0 0 0 1 1 * *
            @annually              | 0 0 0 1 1 * *
            @monthly               | 0 0 0 1 * * *
            @weekly                | 0 0 0 * * 0 *
            @daily                 | 0 0 0 * * * *
            @Midnight              | 0 0 0 * * * *
            @hourly                | 0 0 * * * * *
            """;

    /** An expression, and what is said about it. */
    private static final String BAD = """
            60 * * * *           | In minutes, 60 is out of range; right would be 0 to 59.
            0 24 * * *           | In hours, 24 is out of range; right would be 0 to 23.
            0 0 0 * *            | In days of month, 0 is out of range; right would be 1 to 31.
            0 0 32 * *           | In days of month, 32 is out of range; right would be 1 to 31.
            0 0 * 13 *           | In months, 13 is out of range; right would be 1 to 12.
            0 0 * * 8            | In days of week, 8 is out of range; right would be 0 to 7.
            61 0 0 * * *         | In seconds, 61 is out of range; right would be 0 to 59.
            5-70 * * * *         | In minutes, 70 of "5-70" is out of range; right would be 0 to 59.
            70-80 * * * *        | In minutes, 70 of "70-80" is out of range; right would be 0 to 59.
            70-5 * * * *         | In minutes, 70 of "70-5" is out of range; right would be 0 to 59.
            70/5 * * * *         | In minutes, 70 of "70/5" is out of range; right would be 0 to 59.
            999999999 * * * *    | In minutes, 999999999 is out of range; right would be 0 to 59.
            */0 * * * *          | In minutes, the step 0 of "*/0" is out of range; right would be 1 to 60.
            */90 * * * *         | In minutes, the step 90 of "*/90" is out of range; right would be 1 to 60.
            0 1-5/0 * * *        | In hours, the step 0 of "1-5/0" is out of range; right would be 1 to 24.
            1- * * * *           | In minutes, "1-" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            -1 * * * *           | In minutes, "-1" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            1-2-3 * * * *        | In minutes, "1-2-3" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            /5 * * * *           | In minutes, "/5" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            */ * * * *           | In minutes, "*/" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            */5/5 * * * *        | In minutes, "*/5/5" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            *5 * * * *           | In minutes, "*5" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            1.5 * * * *          | In minutes, "1.5" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            1,,2 * * * *         | In minutes, a comma in "1,,2" has nothing beside it; right would be such as 30, 0-29, 0,30 or */15.
            1,2, * * * *         | In minutes, a comma in "1,2," has nothing beside it; right would be such as 30, 0-29, 0,30 or */15.
            , * * * *            | In minutes, a comma in "," has nothing beside it; right would be such as 30, 0-29, 0,30 or */15.
            ? * * * *            | In minutes, "?" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            L * * * *            | In minutes, "L" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            9999999999 * * * *   | In minutes, "9999999999" cannot be read; right would be such as 30, 0-29, 0,30 or */15.
            0 0 ?,5 * *          | In days of month, "?" cannot be read; right would be such as 15, 1-7, 1,15, */2, L, L-3, LW or 15W.
            0 0 W * *            | In days of month, "W" cannot be read; right would be such as 15, 1-7, 1,15, */2, L, L-3, LW or 15W.
            0 0 32W * *          | In days of month, 32 of "32W" is out of range; right would be 1 to 31.
            0 0 L-31 * *         | In days of month, the 31 days before the last of "L-31" is out of range; right would be 0 to 30.
            0 0 5L * *           | In days of month, "5L" cannot be read; right would be such as 15, 1-7, 1,15, */2, L, L-3, LW or 15W.
            0 0 * FOO *          | In months, "FOO" cannot be read; right would be such as 6, JAN, 1-3, JAN,JUL or */3.
            0 0 * JANUARY *      | In months, "JANUARY" cannot be read; right would be such as 6, JAN, 1-3, JAN,JUL or */3.
            0 0 * MON *          | In months, "MON" cannot be read; right would be such as 6, JAN, 1-3, JAN,JUL or */3.
            0 0 * * MONDAY       | In days of week, "MONDAY" cannot be read; right would be such as 1 or MON, MON-FRI, 0,6, 5L (the last Friday) or 2#1.
            0 0 * * L            | In days of week, "L" cannot be read; right would be such as 1 or MON, MON-FRI, 0,6, 5L (the last Friday) or 2#1.
            0 0 * * L5           | In days of week, "L5" cannot be read; right would be such as 1 or MON, MON-FRI, 0,6, 5L (the last Friday) or 2#1.
            0 0 * * 2#6          | In days of week, the week 6 of "2#6" is out of range; right would be 1 to 5.
            0 0 * * 2#0          | In days of week, the week 0 of "2#0" is out of range; right would be 1 to 5.
            0 0 * * 9L           | In days of week, 9 of "9L" is out of range; right would be 0 to 7.
            0 0 30 2 *           | It never fires: no month of "2" has days of month "30"; right would be days that such a month has.
            0 0 31 4,6 *         | It never fires: no month of "4,6" has days of month "31"; right would be days that such a month has.
            0 0 0 31 FEB *       | It never fires: no month of "FEB" has days of month "31"; right would be days that such a month has.
            * * * *              | "* * * *" has 4 fields; right would be 5 (minutes, hours, days of month, months, days of week), or 6 with seconds first.
            * * * * * * *        | "* * * * * * *" has 7 fields; right would be 5 (minutes, hours, days of month, months, days of week), or 6 with seconds first.
            hello                | "hello" has 1 field; right would be 5 (minutes, hours, days of month, months, days of week), or 6 with seconds first.
            @often               | "@often" is no known name; right would be @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly.
            @reboot              | "@reboot" is no known name; right would be @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly.
            @every 10s           | "@every 10s" is no cron expression; an interval is written as "every": 10 instead of "cron".
            cron(0 0 * * ? *)    | "cron(0 0 * * ? *)" is an expression of AWS; it is written as "aws" instead of "cron".
            rate(5 minutes)      | "rate(5 minutes)" is an expression of AWS; it is written as "aws" instead of "cron".
            """;

    private static final String GOOD_AWS = """
            cron(0 10 * * ? *)               | 0 0 10 * * * *
            cron(15 12 * * ? *)              | 0 15 12 * * * *
            cron(0 18 ? * MON-FRI *)         | 0 0 18 * * 1-5 *
            cron(0 18 ? * 2-6 *)             | 0 0 18 * * 1-5 *
            cron(0 8 1 * ? *)                | 0 0 8 1 * * *
            cron(0/15 * * * ? *)             | 0 0,15,30,45 * * * * *
            cron(0/5 8-17 ? * MON-FRI *)     | 0 0,5,10,15,20,25,30,35,40,45,50,55 8-17 * * 1-5 *
            cron(0 0 ? * 1 *)                | 0 0 0 * * 0 *
            cron(0 0 ? * 7 *)                | 0 0 0 * * 6 *
            cron(0 0 ? * SUN,sat *)          | 0 0 0 * * 0,6 *
            cron(0 0 ? * 6-2 *)              | 0 0 0 * * 0-1,5-6 *
            cron(0 0 ? * L *)                | 0 0 0 * * 6 *
            cron(0 0 ? * 6L *)               | 0 0 0 * * 5L *
            cron(0 0 ? * FRIL *)             | 0 0 0 * * 5L *
            cron(0 0 ? * 3#1 *)              | 0 0 0 * * 2#1 *
            cron(0 0 L * ? *)                | 0 0 0 L * * *
            cron(0 0 3W * ? *)               | 0 0 0 3W * * *
            cron(0 0 1 1 ? 2027)             | 0 0 0 1 1 * 2027
            cron(0 0 1 1 ? 2020-2030/5)      | 0 0 0 1 1 * 2020,2025,2030
            cron(0 0 1 1 ? 2190/3)           | 0 0 0 1 1 * 2190,2193,2196,2199
            cron(0 0 1 1 ? 2027,*)           | 0 0 0 1 1 * *
            cron( 0  0 1 1 ? * )             | 0 0 0 1 1 * *
            rate(1 minute)                   | PT1M
            rate(5 minutes)                  | PT5M
            rate(1 hour)                     | PT1H
            rate(12 hours)                   | PT12H
            rate(1 day)                      | PT24H
            rate( 7  days )                  | PT168H
            """;

    private static final String BAD_AWS = """
            cron(0 0 * * *)          | cron(…) has 5 fields; right would be 6: minutes, hours, days of month, months, days of week and years.
            cron()                   | cron(…) has 0 fields; right would be 6: minutes, hours, days of month, months, days of week and years.
            cron(0 0 * * * *)        | Days of month are "*" and days of week "*"; right would be a ? in one of the two, and in one only.
            cron(0 0 ? * ? *)        | Days of month are "?" and days of week "?"; right would be a ? in one of the two, and in one only.
            cron(0 0 1 * MON *)      | Days of month are "1" and days of week "MON"; right would be a ? in one of the two, and in one only.
            cron(0 0 ? * 0 *)        | In days of week, 0 is out of range; right would be 1 to 7.
            cron(0 0 1 1 ? 1969)     | In years, 1969 is out of range; right would be 1970 to 2199.
            cron(0 0 1 1 ? 2200)     | In years, 2200 is out of range; right would be 1970 to 2199.
            cron(0 0 1 1 ? 2030-2027)| In years, "2030-2027" goes backwards; right would be 2027-2030.
            cron(0 0 1 1 ? 2020)     | In years, "2020" is over; right would be 2026 or later, up to 2199, or *.
            cron(0 0 29 2 ? 2027)    | It never fires: no month of "2" in years "2027" has days of month "29"; right would be days that such a month has.
            cron(0 0 30 2 ? *)       | It never fires: no month of "2" in years "*" has days of month "30"; right would be days that such a month has.
            cron(0 99 * * ? *)       | In hours, 99 is out of range; right would be 0 to 23.
            rate(1 minutes)          | rate(…) has "1 minutes"; right would be "rate(1 minute)": AWS has the singular for 1, the plural for more.
            rate(5 minute)           | rate(…) has "5 minute"; right would be "rate(5 minutes)": AWS has the singular for 1, the plural for more.
            rate(0 minutes)          | rate(…) has a value of 0; right would be 1 or more.
            rate(-5 minutes)         | rate(…) has "-5 minutes"; right would be a number and a unit, such as "rate(1 minute)", "rate(12 hours)" or "rate(7 days)".
            rate(10 seconds)         | rate(…) has "10 seconds"; right would be a number and a unit, such as "rate(1 minute)", "rate(12 hours)" or "rate(7 days)".
            rate(999999999 days)     | rate(…) has "999999999 days"; right would be at most 100 years, 36500 days.
            at(2027-01-01T00:00:00)  | "at(2027-01-01T00:00:00)" is one date; it is written as "at": "2026-12-24T18:00:00+01:00" instead of "aws".
            0 0 * * *                | "0 0 * * *" is no expression of AWS; right would be such as "cron(0 9 ? * MON-FRI *)" or "rate(5 minutes)".
            """;

    @TestFactory
    Stream<DynamicTest> whatCanBeRead() {
        return each(GOOD, CronReader::read);
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefused() {
        return each(BAD, CronReader::read);
    }

    @TestFactory
    Stream<DynamicTest> whatCanBeReadOfAws() {
        return each(GOOD_AWS, text -> CronReader.readAws(text, NOW));
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefusedOfAws() {
        return each(BAD_AWS, text -> CronReader.readAws(text, NOW));
    }

    @Test
    void theTextStaysAsItWasWritten() {
        assertThat(CronReader.read(" @daily "))
                .isEqualTo(new CronReading.Understood(new When.Cron(" @daily ", CronFields.read("0 0 0 * * * *"))));
    }

    @Test
    void whatNeverFiresDependsOnHowDaysAreRead() {
        assertThat(said(CronReader.read("0 0 30 2 1"))).isEqualTo("0 0 0 30 2 1 *");
        assertThat(said(CronReader.read("0 0 30 2 1", Days.AND)))
                .isEqualTo("It never fires: no month of \"2\" has days of month \"30\" that are days of week \"1\";"
                        + " right would be days that such a month has.");
    }

    @Test
    void charactersThatCannotStandInAnExpression() {
        assertThat(said(CronReader.read("")))
                .isEqualTo("The expression is empty; right would be such as \"0 9 * * MON-FRI\".");
        assertThat(said(CronReader.read(" \t "))).startsWith("The expression is empty");
        assertThat(said(CronReader.readAws(" ", NOW))).startsWith("The expression is empty");
        assertThat(said(CronReader.read("0 0\n* * *")))
                .startsWith("Character 4, U+000A, cannot stand in an expression");
        assertThat(said(CronReader.read("0 0 * * \u0661"))).startsWith("Character 9, U+0661, cannot stand");
        assertThat(said(CronReader.read("0 0 * * \u017fUN")))
                .as("a long s is none")
                .startsWith("Character 9, U+017F");
        assertThat(said(CronReader.read("\u0000"))).startsWith("Character 1, U+0000");
        assertThat(said(CronReader.read("0\u00a00 * * *"))).startsWith("Character 2, U+00A0");
        assertThat(said(CronReader.read("* ".repeat(101))))
                .isEqualTo("An expression has at most 200 characters; this has 202.");
        assertThat(said(CronReader.read("1,".repeat(90) + " * * * *")))
                .isEqualTo("In minutes, a comma in \"" + "1,".repeat(20) + "…\" has nothing beside it;"
                        + " right would be such as 30, 0-29, 0,30 or */15.");
    }

    @Test
    void noTextMakesItThrow() {
        Random random = new Random(422);
        String letters = "0123456789 **--//,,LW#?@()SUNJANMONcronrate\t";
        for (int i = 0; i < 10_000; i++) {
            String text = random.ints(random.nextInt(1, 24), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());
            assertThat(said(CronReader.read(text))).isNotEmpty();
            assertThat(said(CronReader.read("0 " + text + " * * *"))).isNotEmpty();
            assertThat(said(CronReader.read("0 0 " + text.replace(' ', '1') + " * " + text.replace(' ', '2'))))
                    .isNotEmpty();
            assertThat(said(CronReader.readAws("cron(0 0 ? * " + text.replace(' ', '1') + " *)", NOW)))
                    .isNotEmpty();
            assertThat(said(CronReader.readAws("rate(" + text + ")", NOW))).isNotEmpty();
        }
    }

    private static Stream<DynamicTest> each(String table, Function<String, CronReading> reader) {
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .map(row -> DynamicTest.dynamicTest(row[0].strip(), () -> {
                    assertThat(said(reader.apply(row[0]))).isEqualTo(row[1].strip());
                }));
    }

    private static String said(CronReading reading) {
        return switch (reading) {
            case CronReading.Refused refused -> refused.message();
            case CronReading.Understood understood ->
                switch (understood.when()) {
                    case When.Cron cron -> cron.fields().write();
                    case When.AwsCron cron -> cron.fields().write();
                    case When.AwsRate rate -> rate.interval().toString();
                    case When.Every every -> every.toString();
                    case When.At at -> at.toString();
                    case When.Any any -> any.toString();
                };
        };
    }
}
