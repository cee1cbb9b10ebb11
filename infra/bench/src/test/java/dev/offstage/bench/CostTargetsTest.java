package dev.offstage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offstage.bench.Figures.Target;
import dev.offstage.engine.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code mvn -Pbench} prints stays within what the project promises. */
final class CostTargetsTest {
    private static Figures figures;

    @BeforeAll
    static void count() throws Exception {
        // The emulators log each request; what goes wrong ends in an exception.
        LogManager.getLogManager().reset();
        figures = Bench.run(Path.of("../../template.yaml"), Clock.systemUTC());
    }

    @TestFactory
    Stream<DynamicTest> everyTargetIsMet() {
        return figures.targets().stream()
                .map(target -> DynamicTest.dynamicTest(
                        target.name(),
                        () -> assertThat(target).as(target.name()).matches(Target::isMet)));
    }

    @Test
    void theWayToSuccessTouchesNoIndex() {
        assertThat(figures.singly().indexWriteUnits()).isZero();
        assertThat(figures.inHundreds().indexWriteUnits()).isZero();
    }

    @Test
    void aPlainTaskIsThreeWritesAndNoReadButThatOfThePauses() {
        assertThat(figures.singly().writeUnits()).isEqualTo(3);
        assertThat(figures.inHundreds().writeUnits()).isEqualTo(3);
        // 20 batches of 0.2 s are 4 s: the pauses are read at 0, 1.6 and 3.2 s.
        assertThat(figures.singly().ownReadUnits()).isEqualTo(3.0 / Bench.TASKS);
        assertThat(figures.inHundreds().ownReadUnits()).isEqualTo(3.0 / Bench.TASKS);
        assertThat(figures.idleTick().readUnits())
                .isLessThan(2.0 * Bench.TASKS * figures.singly().sweepReadUnits());
        assertThat(figures.singly().sweepReadUnits()).isPositive();
    }

    @Test
    void aRepeatOfAFreshBookFetchesAndSendsNothing() {
        assertThat(figures.books().fresh().calls()).containsOnlyKeys("DynamoDb PutItem", "DynamoDb GetItem");
    }

    /** The sweep's share differs a little from run to run, so the sums may by a hundredth. */
    @Test
    void aMonthCostsWhatTheDocumentationSays() throws IOException {
        List<double[]> counted = monthlySums(Report.of(figures));
        List<double[]> documented = monthlySums(Files.readString(Path.of("../../docs/costs.md")));

        assertThat(documented).hasSameSizeAs(counted).hasSize(2);
        for (int i = 0; i < counted.size(); i++) {
            for (int column = 0; column < 3; column++) {
                assertThat(documented.get(i)[column]).isCloseTo(counted.get(i)[column], Percentage.withPercentage(1));
            }
        }
    }

    /** The index is read in units of 4 KB a shard, and which shards tasks fall into is chance. */
    @Test
    void aCapabilityCostsWhatTheDocumentationSays() throws IOException {
        Map<String, double[]> counted = capabilities(Report.of(figures));
        Map<String, double[]> documented = capabilities(Files.readString(Path.of("../../docs/costs.md")));

        assertThat(documented.keySet())
                .containsExactlyElementsOf(counted.keySet())
                .hasSize(10);
        counted.forEach((name, all) -> assertThat(documented.get(name)).as(name).containsExactly(all, within(0.05)));
    }

    /** The figures of each line between the heading and the remark. */
    private static Map<String, double[]> capabilities(String report) {
        Map<String, double[]> figures = new LinkedHashMap<>();
        report.lines()
                .map(String::strip)
                .dropWhile(line -> !line.startsWith("a task, submitted singly"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("Counted over"))
                .forEach(line -> {
                    int end = line.indexOf("  ");
                    figures.put(
                            line.substring(0, end),
                            Arrays.stream(line.substring(end).strip().split(" +"))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray());
                });
        return figures;
    }

    @Test
    void theDocumentationKnowsHowManyMetricsThereAre() throws IOException {
        assertThat(Files.readString(Path.of("../../docs/costs.md")))
                .contains("up to " + Measure.values().length + " when all goes wrong");
    }

    private static List<double[]> monthlySums(String report) {
        return report.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("sum ") && !line.contains("<="))
                .map(line -> Arrays.stream(line.replace(",", "").split(" +"))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    @Test
    void theReportNamesEveryCall() {
        assertThat(Report.of(figures))
                .contains(figures.singly().operations())
                .contains(figures.inHundreds().operations())
                .doesNotContain("MISSED");
    }
}
