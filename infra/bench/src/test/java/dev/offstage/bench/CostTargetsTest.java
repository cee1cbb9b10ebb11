package dev.offstage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.bench.Figures.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.LogManager;
import java.util.stream.Stream;
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
    void aPlainTaskIsThreeWritesAndNoRead() {
        assertThat(figures.singly().writeUnits()).isEqualTo(3);
        assertThat(figures.inHundreds().writeUnits()).isEqualTo(3);
        assertThat(figures.singly().ownReadUnits()).isZero();
        assertThat(figures.singly().sweepReadUnits()).isPositive();
    }

    @Test
    void aRepeatOfAFreshBookFetchesAndSendsNothing() {
        assertThat(figures.books().fresh().calls()).containsOnlyKeys("DynamoDb PutItem", "DynamoDb GetItem");
    }

    @Test
    void theReportNamesEveryCall() {
        assertThat(Report.of(figures))
                .contains(figures.singly().operations())
                .contains(figures.inHundreds().operations())
                .doesNotContain("MISSED");
    }
}
