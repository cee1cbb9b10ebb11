package dev.offstage.scheduler;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Tasks;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Firing.Outcome;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link FiringLedger} does. */
public interface FiringLedgerContract {
    FiringLedger newLedger();

    @Test
    default void aLineComesBackAsItWas() {
        FiringLedger ledger = newLedger();
        TaskId task = Tasks.id(NOON);
        List<Firing> lines = List.of(
                new Firing("a", NOON, 1, Outcome.WAITING, task, null, null, null),
                new Firing("a", NOON.plusMillis(1), 2, Outcome.SKIPPED, null, "because", null, NOON.plusSeconds(3)),
                new Firing("b", NOON, 1_764_000_000_000L, Outcome.CAUGHT_UP, task, "late", NOON.plusSeconds(9), NOON),
                new Firing("b", Instant.parse("1969-07-20T20:17:40Z"), 1, Outcome.MISSED, null, null, null, null));
        for (Firing line : lines) {
            assertThat(ledger.open(line)).isTrue();
        }

        for (Firing line : lines) {
            assertThat(ledger.find(line.schedule(), line.dueAt())).contains(line);
        }
        assertThat(ledger.find("a", NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    default void ofAnInstantThereIsOneLine() {
        FiringLedger ledger = newLedger();
        Firing first = line(NOON, Outcome.WAITING, null);

        assertThat(ledger.open(first)).isTrue();
        assertThat(ledger.open(first)).as("asked again").isTrue();
        assertThat(ledger.open(line(NOON, Outcome.RAN, null))).isFalse();
        assertThat(ledger.find("a", NOON)).contains(first);
    }

    @Test
    default void onlyWhoSawTheLineChangesIt() {
        FiringLedger ledger = newLedger();
        Firing waiting = new Firing("a", NOON, 1, Outcome.WAITING, Tasks.id(NOON), null, null, NOON.plusSeconds(60));
        Firing ran = Lines.running(waiting, Outcome.RAN, null, NOON);
        assertThat(ledger.open(waiting)).isTrue();

        assertThat(ledger.replace(waiting, ran)).isTrue();
        assertThat(ledger.replace(waiting, ran)).as("asked again").isTrue();
        assertThat(ledger.replace(waiting, Lines.closed(waiting, Outcome.SKIPPED, "no", false)))
                .isFalse();
        assertThat(ledger.find("a", NOON)).contains(ran);
        assertThat(ledger.replace(ran, Lines.unwatched(ran))).isTrue();
        assertThat(ledger.replace(ran, Lines.closed(ran, Outcome.SKIPPED, "no", true)))
                .as("differs in one part")
                .isFalse();
        assertThat(ledger.replace(line(NOON.plusSeconds(5), Outcome.WAITING, null), ran))
                .as("there is none")
                .isFalse();
    }

    @Test
    default void everyPartOfALineIsPartOfWhatWasSeen() {
        FiringLedger ledger = newLedger();
        TaskId task = Tasks.id(NOON);
        Firing there = new Firing("a", NOON, 1, Outcome.RAN, task, "why", NOON, NOON.plusSeconds(60));
        assertThat(ledger.open(there)).isTrue();
        List<Firing> others = List.of(
                new Firing("a", NOON, 2, Outcome.RAN, task, "why", NOON, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.CAUGHT_UP, task, "why", NOON, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.RAN, Tasks.id(NOON), "why", NOON, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.RAN, null, "why", NOON, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.RAN, task, null, NOON, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.RAN, task, "why", null, NOON.plusSeconds(60)),
                new Firing("a", NOON, 1, Outcome.RAN, task, "why", NOON, null));

        for (Firing other : others) {
            assertThat(ledger.replace(other, line(NOON, Outcome.MISSED, null)))
                    .as("%s", other)
                    .isFalse();
        }
        assertThat(ledger.find("a", NOON)).contains(there);
    }

    @Test
    default void linesAreListedNewestFirst() {
        FiringLedger ledger = newLedger();
        for (int i = 0; i < 5; i++) {
            assertThat(ledger.open(line(NOON.plusSeconds(i), Outcome.WAITING, null)))
                    .isTrue();
        }
        assertThat(ledger.open(new Firing("b", NOON.plusSeconds(1), 1, Outcome.WAITING, null, null, null, null)))
                .isTrue();

        assertThat(ledger.list("a", NOON.plusSeconds(1), NOON.plusSeconds(4), 10))
                .extracting(Firing::dueAt)
                .containsExactly(NOON.plusSeconds(3), NOON.plusSeconds(2), NOON.plusSeconds(1));
        assertThat(ledger.list("a", NOON, NOON.plusSeconds(9), 2))
                .extracting(Firing::dueAt)
                .containsExactly(NOON.plusSeconds(4), NOON.plusSeconds(3));
        assertThat(ledger.list("a", NOON.plusSeconds(2), NOON.plusSeconds(2), 10))
                .isEmpty();
        assertThat(ledger.list("a", Instant.EPOCH.minusSeconds(5), Instant.parse("9999-12-31T23:59:59Z"), 10))
                .hasSize(5);
    }

    @Test
    default void thoseAreOverdueOfWhichSomebodyWaitsForTheSuccess() {
        FiringLedger ledger = newLedger();
        Firing late = line(NOON, Outcome.RAN, NOON.plusSeconds(10));
        Firing first = line(NOON.plusSeconds(1), Outcome.WAITING, NOON.plusSeconds(5));
        assertThat(ledger.open(late)).isTrue();
        assertThat(ledger.open(first)).isTrue();
        assertThat(ledger.open(line(NOON.plusSeconds(2), Outcome.WAITING, NOON.plusSeconds(11))))
                .isTrue();
        assertThat(ledger.open(line(NOON.plusSeconds(3), Outcome.WAITING, null)))
                .isTrue();

        assertThat(ledger.overdueUpTo(NOON.plusSeconds(10), 10)).containsExactly(first, late);
        assertThat(ledger.overdueUpTo(NOON.plusSeconds(10), 1)).containsExactly(first);

        assertThat(ledger.replace(first, Lines.unwatched(first))).isTrue();
        assertThat(ledger.overdueUpTo(NOON.plusSeconds(10), 10)).containsExactly(late);
    }

    private static Firing line(Instant dueAt, Outcome outcome, @Nullable Instant mustSucceedBy) {
        return new Firing("a", dueAt, 1, outcome, null, null, null, mustSucceedBy);
    }
}
