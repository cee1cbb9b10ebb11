package dev.offstage.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.When;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

    @TestFactory
    Stream<DynamicTest> says() {
        return GOOD.lines()
                .map(line -> line.split("\\|"))
                .map(row -> DynamicTest.dynamicTest(
                        row[0].strip(),
                        () -> assertThat(fields(CronReader.read(row[0]))).isEqualTo(row[1].strip())));
    }

    private static String fields(CronReading reading) {
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
