package dev.offstage.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The waits between attempts, their budget, and what beats them. */
final class RetryingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Outcome BUSY = Outcome.retry("busy", "Later.");

    @Test
    void thePresetsAreTheFormulasOfTheirSystems() {
        Random same = new Random(7);
        List<Double> drawn =
                IntStream.range(0, 5).mapToObj(n -> same.nextDouble()).toList();

        assertThat(waits(Backoff.Preset.SIDEKIQ))
                .isEqualTo(IntStream.range(0, 5)
                        .mapToObj(n -> Math.round(1000 * (Math.pow(n, 4) + 15 + 10 * (n + 1) * drawn.get(n))))
                        .toList());
        assertThat(waits(Backoff.Preset.HANGFIRE))
                .isEqualTo(IntStream.range(0, 5)
                        .mapToObj(n -> Math.round(1000 * (Math.pow(n, 4) + 15 + 30 * (n + 1) * drawn.get(n))))
                        .toList());
        assertThat(waits(Backoff.Preset.OBAN))
                .isEqualTo(IntStream.range(0, 5)
                        .mapToObj(n -> Math.round(1000 * ((15 + Math.pow(2, n + 1)) * (0.9 + 0.2 * drawn.get(n)))))
                        .toList());
        assertThat(waits(Backoff.Preset.JOBRUNR)).containsExactly(3000L, 9000L, 27_000L, 81_000L, 243_000L);
    }

    private static Attempt lastOfCancelled(Outcome outcome) {
        TaskRecord running = Lifecycle.claim(accepted(draft().make()), "h", NOON);
        TaskRecord asked = Objects.requireNonNull(Lifecycle.cancel(running, NOON));
        TaskRecord ended = Lifecycle.settle(asked, outcome, NOON, new Random(1)).record();
        assertThat(ended.state()).isEqualTo(TaskState.CANCELLED);
        return ended.attempts().getLast();
    }

    @Test
    void aRunThatEndedByACancelSaysSo() {
        assertThat(List.of(
                        BUSY,
                        Outcome.snooze(Duration.ofSeconds(1), null),
                        Outcome.retry("cancelled", "The task was cancelled.")))
                .map(RetryingTest::lastOfCancelled)
                .allSatisfy(attempt -> {
                    assertThat(attempt.outcome()).isEqualTo(Attempt.How.FAILED);
                    assertThat(attempt.error())
                            .isNotNull()
                            .extracting(TaskFailure::code)
                            .isEqualTo("cancelled");
                });
        assertThat(Objects.requireNonNull(lastOfCancelled(BUSY).error()).message())
                .contains("busy", "Later.");
        Attempt timedOut = lastOfCancelled(new Outcome.TimedOut(TaskFailure.of("timeout", "Too long.")));
        assertThat(timedOut.outcome()).isEqualTo(Attempt.How.TIMED_OUT);
        assertThat(Objects.requireNonNull(timedOut.error()).code()).isEqualTo("timeout");
    }

    @Test
    void listsRepeatTheirLastWaitAndPowersEndAtTheirCeiling() {
        assertThat(waits(new Backoff.Listed(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)))))
                .containsExactly(1000L, 5000L, 5000L, 5000L, 5000L);
        assertThat(waits(new Backoff.Exponential(Duration.ofSeconds(2), 3, Duration.ofSeconds(50), false)))
                .containsExactly(2000L, 6000L, 18_000L, 50_000L, 50_000L);
    }

    private static List<Long> waits(Backoff backoff) {
        Random random = new Random(7);
        return IntStream.range(0, 5)
                .mapToObj(n -> backoff.waitBefore(n, random).toMillis())
                .toList();
    }

    @Test
    void noRetryBeginsLaterThanTheTotalTimeAllows() {
        TaskSpec spec = draft().retry(RetryPolicy.DEFAULT
                        .retryingFor(Duration.ofMinutes(10))
                        .waiting(new Backoff.Listed(List.of(Duration.ofMinutes(4)))))
                .make();
        TaskRecord task = accepted(spec);
        Instant now = NOON.plusSeconds(30);
        for (int attempt = 1; attempt <= 2; attempt++) {
            task = settled(Lifecycle.claim(task, "h", now), BUSY, now);
            assertThat(task.state()).isEqualTo(TaskState.QUEUED);
            assertThat(task.retryUntil()).isEqualTo(NOON.plusSeconds(630));
            now = now.plus(Duration.ofMinutes(4));
        }

        assertThat(settled(Lifecycle.claim(task, "h", now), BUSY, now).state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aCancelBeatsEveryRepetitionAndASuccessBeatsTheCancel() {
        TaskRecord running = Lifecycle.claim(accepted(draft().make()), "h", NOON);
        TaskRecord asked = Lifecycle.cancel(running, NOON);

        assertThat(settled(asked, BUSY, NOON).state()).isEqualTo(TaskState.CANCELLED);
        assertThat(settled(asked, Outcome.snooze(Duration.ofSeconds(1), null), NOON)
                        .state())
                .isEqualTo(TaskState.CANCELLED);
        assertThat(settled(asked, new Outcome.TimedOut(TaskFailure.of("time-limit", "Too long.")), NOON)
                        .state())
                .isEqualTo(TaskState.CANCELLED);
        assertThat(settled(asked, Outcome.done("1"), NOON).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(settled(asked, Outcome.fail("no", "No."), NOON).state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aRetryByHandGivesAFreshBudgetAndGoesOnCounting() {
        TaskSpec spec = draft().retry(RetryPolicy.DEFAULT
                        .retrying(1)
                        .waiting(new Backoff.Listed(List.of(Duration.ofSeconds(1), Duration.ofSeconds(9)))))
                .make();
        TaskRecord task = accepted(spec);
        for (int budget = 0; budget < 2; budget++) {
            TaskRecord first = settled(Lifecycle.claim(task, "h", NOON), BUSY, NOON);
            assertThat(first.notBefore()).as("the waits begin anew").isEqualTo(NOON.plusSeconds(1));
            TaskRecord failed = settled(Lifecycle.claim(first, "h", NOON), BUSY, NOON);
            assertThat(failed.state()).isEqualTo(TaskState.FAILED);
            assertThat(failed.attempt()).isEqualTo(2 * budget + 2);
            task = Lifecycle.retryByHand(failed, null, NOON);
            assertThat(task).isNotNull();
        }
        assertThat(task.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        assertThat(task.attemptsAllowed()).isEqualTo(6);
    }

    @Test
    void aRecordIsKeptAsLongAsItsKeyEvenIfItIsToBeDropped() {
        Instant key = NOON.plus(Duration.ofHours(24));
        TaskDraft dropped = draft().keepResult(Retention.of(Duration.ZERO)).keepFailure(Retention.of(Duration.ZERO));
        TaskRecord plain = Lifecycle.claim(accepted(dropped.make()), "h", NOON);
        TaskRecord keyed = Lifecycle.claim(accepted(dropped.keyedUntil(key).make()), "h", NOON);

        assertThat(settled(plain, Outcome.done("1"), NOON).isPurged(NOON)).isTrue();
        assertThat(settled(keyed, Outcome.done("1"), NOON).ending())
                .isEqualTo(new Ending(NOON, "null", null, key, false));
        assertThat(settled(keyed, Outcome.fail("no", "No."), NOON).ending().purgeAt())
                .isEqualTo(key);
    }

    private static TaskDraft draft() {
        return new TaskDraft("t", TaskPolicy.DEFAULT, "{}");
    }

    private static TaskRecord accepted(TaskSpec spec) {
        return Lifecycle.accept(TaskId.next(NOON, new Random(1)), spec);
    }

    private static TaskRecord settled(TaskRecord task, Outcome outcome, Instant now) {
        return Lifecycle.settle(task, outcome, now, new Random(1)).record();
    }
}
