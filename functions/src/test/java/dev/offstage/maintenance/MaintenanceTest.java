package dev.offstage.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MaintenanceTest {
    private static final Instant NOW = Instant.parse("2026-06-10T03:30:00Z");
    private static final Cleaned ONE = new Cleaned(1, 0, 0, 0, 0);

    private final Room room = new Room();
    private final InMemoryWalkMarks marks = new InMemoryWalkMarks();

    /** One thing to delete in each hour, and five parts of payloads. */
    private static final class Room implements Storeroom {
        final List<Instant> hours = new ArrayList<>();
        final List<String> parts = new ArrayList<>();
        int failing = Integer.MAX_VALUE;

        @Override
        public Part hour(Instant hour, Pass pass) {
            if (failing-- == 0) {
                throw new IllegalStateException("The store is away.");
            }
            hours.add(hour);
            return pass.budget().takeWrite() ? new Part(ONE, true, null) : new Part(Cleaned.NOTHING, false, null);
        }

        @Override
        public Part payloads(@Nullable String after, Pass pass) {
            parts.add(String.valueOf(after));
            int number = after == null ? 0 : Integer.parseInt(after);
            boolean isWhole = pass.budget().takeWrite();
            return new Part(
                    isWhole ? new Cleaned(0, 0, 0, 1, 0) : Cleaned.NOTHING,
                    isWhole,
                    number == 4 ? null : String.valueOf(number + 1));
        }

        @Override
        public Part firings(@Nullable String after, Pass pass) {
            return new Part(Cleaned.NOTHING, true, null);
        }
    }

    private Maintenance since(@Nullable Instant begun) {
        return new Maintenance(room, marks, () -> Optional.ofNullable(begun));
    }

    private static Storeroom.Pass pass(Instant now, long writes) {
        return new Storeroom.Pass(now, false, new Budget(() -> true, writes));
    }

    private static Instant hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void eachHourIsVisitedOnceAtEachAge() {
        Instant begun = NOW.minus(Duration.ofDays(20));
        for (int day = 0; day < 60; day++) {
            assertThat(since(begun)
                            .run(pass(NOW.plus(Duration.ofDays(day)), 10_000))
                            .isWhole())
                    .isTrue();
        }

        Instant last = NOW.plus(Duration.ofDays(59));
        assertThat(room.hours.stream().filter(hour(begun)::equals)).hasSize(3);
        assertThat(room.hours.stream().filter(hour(last.minus(Duration.ofDays(18)))::equals))
                .hasSize(2);
        assertThat(room.hours.stream().filter(hour(last.minus(Duration.ofDays(4)))::equals))
                .hasSize(1);
        assertThat(room.hours).allMatch(hour -> !hour.isBefore(hour(begun)));
        assertThat(room.hours).allMatch(hour -> hour.isBefore(hour(last.minus(Duration.ofDays(3)))));
    }

    @Test
    void whereNobodyKnowsTheBeginningTheFirstWalkReachesBackSomeWeeks() {
        Maintenance.Done done = since(null).run(pass(NOW, 100_000));

        assertThat(done.isWhole()).isTrue();
        assertThat(done.hours()).isEqualTo(3 * 62 * 24);
        assertThat(done.cleaned().expired()).isEqualTo(3 * 62 * 24);
    }

    @Test
    void whatDoesNotFitIntoOneRunIsDoneByTheNext() {
        Instant begun = NOW.minus(Duration.ofDays(5));
        List<Long> deleted = new ArrayList<>();
        Maintenance.Done done;
        do {
            done = since(begun).run(pass(NOW, 20));
            deleted.add(done.cleaned().writes());
        } while (!done.isWhole());

        assertThat(deleted).containsExactly(20L, 20L, 13L);
        assertThat(room.parts).contains("null", "1", "2", "3", "4");
        assertThat(since(begun).run(pass(NOW, 20)).hours()).isZero();
    }

    @Test
    void aRunWithoutTimeDoesNothing() {
        Maintenance.Done done = since(null).run(new Storeroom.Pass(NOW, false, new Budget(() -> false, 10)));

        assertThat(done).isEqualTo(new Maintenance.Done(Cleaned.NOTHING, 0, false));
        assertThat(room.hours).isEmpty();
    }

    @Test
    void aRunThatDiesIsGoneOnWith() {
        room.failing = 7;
        Instant begun = NOW.minus(Duration.ofDays(5));
        assertThatThrownBy(() -> since(begun).run(pass(NOW, 1000))).hasMessage("The store is away.");

        assertThat(since(begun).run(pass(NOW, 1000)).isWhole()).isTrue();

        assertThat(room.hours).doesNotHaveDuplicates().hasSize(48);
    }

    @Test
    void aDryRunMovesNothing() {
        Instant begun = NOW.minus(Duration.ofDays(5));
        Storeroom.Pass dry = new Storeroom.Pass(NOW, true, new Budget(() -> true, 1000));

        Maintenance.Done first = since(begun).run(dry);
        Maintenance.Done second = since(begun).run(new Storeroom.Pass(NOW, true, new Budget(() -> true, 1000)));

        assertThat(first).isEqualTo(second);
        assertThat(first.cleaned()).isEqualTo(new Cleaned(48, 0, 0, 5, 0));
        assertThat(marks.find("hours-3-days")).isEmpty();
    }
}
