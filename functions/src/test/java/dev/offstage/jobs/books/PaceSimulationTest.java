package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tasks at once, each a thread, of which exactly one runs; all time passes between them. */
class PaceSimulationTest {
    private static final Duration PACE = Duration.ofSeconds(2);

    private final FetchRig rig = new FetchRig(PACE);
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>();
    private final SynchronousQueue<Object> handedBack = new SynchronousQueue<>();
    private final Random random = new Random(42);
    private int sequence;
    private int done;

    /** Somebody goes on at {@code at}; of the same moment in the order of asking. */
    private record Wake(Instant at, int order, SynchronousQueue<Object> who) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    void everyTurnIsUsedAndNoneComesEarly(int tasks) throws InterruptedException {
        simulate(tasks, 40);

        assertThat(done).isEqualTo(tasks);
        assertThat(rig.asked).startsWith("/robots.txt").hasSize(tasks + 1).doesNotHaveDuplicates();
        for (int i = 1; i < rig.askedAt.size(); i++) {
            assertThat(Duration.between(rig.askedAt.get(i - 1), rig.askedAt.get(i)))
                    .as("between request %d and the next", i - 1)
                    .isEqualTo(PACE);
        }
    }

    @Test
    void redirectsAmongManyKeepThePaceToo() throws InterruptedException {
        for (int id = 1; id <= 60; id += 3) {
            rig.redirects("/book/show/" + id, "/slug/" + id);
        }
        simulate(60, 40);

        assertThat(done).isEqualTo(60);
        assertThat(rig.asked).hasSize(1 + 60 + 20);
        for (int i = 1; i < rig.askedAt.size(); i++) {
            assertThat(Duration.between(rig.askedAt.get(i - 1), rig.askedAt.get(i)))
                    .isEqualTo(PACE);
        }
    }

    @Test
    void lateWorkersLoseTheirTurnsButNeverThePace() throws InterruptedException {
        simulate(60, 2_000);

        assertThat(done).isEqualTo(60);
        for (int i = 1; i < rig.askedAt.size(); i++) {
            assertThat(Duration.between(rig.askedAt.get(i - 1), rig.askedAt.get(i)))
                    .isGreaterThanOrEqualTo(PACE.minus(Turns.LATE));
        }
    }

    private void simulate(int tasks, int mostLatency) throws InterruptedException {
        rig.answerTime = Duration.ofMillis(700);
        rig.waiting = this::sleepUntil;
        for (int id = 1; id <= tasks; id++) {
            String bookId = Integer.toString(id);
            SynchronousQueue<Object> baton = new SynchronousQueue<>();
            wakes.add(new Wake(rig.now.plusMillis(random.nextInt(3_000)), sequence++, baton));
            Thread.ofVirtual().start(() -> live(bookId, baton, mostLatency));
        }
        Instant tooLong = rig.now.plus(Duration.ofHours(1));
        while (!wakes.isEmpty()) {
            assertThat(rig.now).as("tasks run in circles").isBefore(tooLong);
            Wake next = wakes.remove();
            rig.waitUntil(next.at());
            next.who().put("go");
            assertThat(handedBack.take()).isEqualTo("back");
        }
    }

    /** One task through all its runs: a message arrives a little after its time. */
    private void live(String bookId, SynchronousQueue<Object> baton, int mostLatency) {
        try {
            assertThat(baton.take()).isEqualTo("go");
            TaskId id = TaskId.firstAt(Instant.EPOCH.plusMillis(Long.parseLong(bookId)));
            @Nullable String memo = null;
            while (rig.run(id, bookId, 1, memo) instanceof Outcome.Snooze snooze) {
                memo = snooze.memo();
                sleepUntil(rig.now.plus(snooze.pause()).plusMillis(random.nextInt(mostLatency)));
            }
            done++;
            handedBack.put("back");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the turn to whoever comes next and comes back at {@code moment}. */
    private void sleepUntil(Instant moment) throws InterruptedException {
        if (!moment.isAfter(rig.now)) {
            return;
        }
        SynchronousQueue<Object> baton = new SynchronousQueue<>();
        wakes.add(new Wake(moment, sequence++, baton));
        handedBack.put("back");
        assertThat(baton.take()).isEqualTo("go");
    }
}
