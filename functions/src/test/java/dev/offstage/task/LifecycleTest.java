package dev.offstage.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Path STATES = Path.of("../docs/states.md");

    @Test
    void theDrawingShowsTheArrowsThatTheCodeTakes() throws IOException {
        Set<String> taken = new TreeSet<>();
        for (long seed = 1; seed <= 3000; seed++) {
            wander(new Random(seed), taken);
        }

        assertThat(taken).isEqualTo(drawnArrows());
    }

    @Test
    void whateverHappensInvariantsHold() {
        for (long seed = 1; seed <= 3000; seed++) {
            TaskRecord last = wander(new Random(seed), new TreeSet<>());

            assertThat(last.attempt()).as("seed %d", seed).isBetween(0, last.attemptsAllowed());
            assertThat(last.ending() != null)
                    .as("seed %d", seed)
                    .isEqualTo(last.state().isFinal());
            assertThat(last.lease() != null).as("seed %d", seed).isEqualTo(last.state() == TaskState.RUNNING);
            assertThat(last.attempts()).as("seed %d", seed).hasSizeLessThanOrEqualTo(10);
            if (last.state() == TaskState.QUEUED && last.startedAt() != null) {
                assertThat(last.recheck())
                        .as("re-queued means watched, seed %d", seed)
                        .isNotNull();
            }
        }
    }

    @Test
    void aClaimWithoutARunSpendsNothing() {
        TaskRecord task =
                Lifecycle.accept(TaskId.next(NOON, new Random(1)), TaskSpec.now("t", TaskPolicy.DEFAULT, "{}"));
        TaskRecord crashed = Lifecycle.claim(task, "a", NOON);
        TaskRecord claimed = Lifecycle.claim(crashed, "b", NOON.plusSeconds(100));

        TaskRecord skipped = Lifecycle.skip(Lifecycle.claim(task, "a", NOON), TaskFailure.of("skipped", "No."), NOON);
        assertThat(skipped.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(skipped.attempt()).isZero();
        assertThat(skipped.attempts()).isEmpty();
        assertThat(skipped.startedAt()).isNull();
        assertThat(skipped.ending().failure().code()).isEqualTo("skipped");
        assertThat(skipped.ending().followUpDue()).isFalse();
        TaskRecord waits = Lifecycle.putOff(claimed, Duration.ofSeconds(5), true, NOON.plusSeconds(100))
                .record();
        assertThat(waits.state()).isEqualTo(TaskState.QUEUED);
        assertThat(waits.attempt()).isEqualTo(1);
        assertThat(waits.attempts()).extracting(Attempt::outcome).containsExactly(Attempt.How.CRASHED);
        assertThat(waits.notBefore()).isEqualTo(NOON.plusSeconds(105));
        TaskRecord asked = Lifecycle.cancel(claimed, NOON.plusSeconds(100));
        assertThat(Lifecycle.putOff(asked, Duration.ofSeconds(5), true, NOON.plusSeconds(100))
                        .record()
                        .state())
                .isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void theWaitsAreFullJitterUpToTheirCeilings() {
        Random random = new Random(5);
        Backoff policy = Backoff.DEFAULT;
        for (int n = 0; n < 1000; n++) {
            Duration ceiling = Duration.ofSeconds(Math.min(600, 1L << Math.min(n, 40)));
            assertThat(policy.waitBefore(n, random)).isBetween(Duration.ZERO, ceiling);
        }
        assertThat(policy.waitBefore(20, new Random(1)).toMillis()).isEqualTo(new Random(1).nextLong(600_001));
    }

    @Test
    void aMessageThatWaitsIsSeenAsScheduledAndALateOneAsExpired() {
        TaskSpec spec = new TaskDraft("t", TaskPolicy.DEFAULT, "{}")
                .notBefore(NOON.plusSeconds(60))
                .expiresAt(NOON.plusSeconds(120))
                .make();
        TaskRecord task = Lifecycle.accept(TaskId.next(NOON, new Random(1)), spec);

        assertThat(task.state()).isEqualTo(TaskState.QUEUED);
        assertThat(task.stateAt(NOON)).isEqualTo(TaskState.SCHEDULED);
        assertThat(task.stateAt(NOON.plusSeconds(60))).isEqualTo(TaskState.QUEUED);
        assertThat(task.stateAt(NOON.plusSeconds(120))).isEqualTo(TaskState.EXPIRED);
    }

    @Test
    void idsCarryTheirTimeAndSortByIt() {
        Random random = new Random(2);
        TaskId before = TaskId.next(NOON, random);
        TaskId after = TaskId.next(NOON.plusMillis(1), random);

        assertThat(before.createdAt()).isEqualTo(NOON);
        assertThat(before).isLessThan(after);
        assertThat(before).isGreaterThanOrEqualTo(TaskId.firstAt(NOON));
        assertThat(before.partition()).startsWith("2026-03-01T12#");
        assertThat(TaskId.parse(before.toString())).contains(before);
        assertThat(TaskId.parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301"))
                .as("version 4")
                .isEmpty();
        assertThat(TaskId.parse("nonsense")).isEmpty();
    }

    /** A random life of a task, its changes of state noted. */
    private static TaskRecord wander(Random random, Set<String> taken) {
        Instant now = NOON;
        Instant notBefore = random.nextBoolean() ? NOON.plus(Duration.ofMinutes(random.nextInt(40))) : null;
        Instant expiresAt = random.nextBoolean() ? NOON.plus(Duration.ofMinutes(random.nextInt(80))) : null;
        TaskSpec spec = new TaskDraft("t", TaskPolicy.DEFAULT, "{}")
                .retry(RetryPolicy.DEFAULT.retrying(random.nextInt(4)))
                .notBefore(notBefore)
                .expiresAt(expiresAt)
                .make();
        TaskRecord task = Lifecycle.accept(TaskId.next(NOON, random), spec);
        note(taken, "[*]", task);
        for (int i = 0; i < 30 && !task.state().isFinal(); i++) {
            now = now.plusSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt(600));
            TaskRecord next = step(task, now, random);
            assertThat(next.revision()).isEqualTo(next.equals(task) ? task.revision() : task.revision() + 1);
            if (!next.equals(task)) {
                note(taken, task.state().wireName(), next);
            }
            task = next;
        }
        TaskRecord again = Lifecycle.retryByHand(task, null, now);
        if (again != null && random.nextBoolean()) {
            note(taken, task.state().wireName(), again);
            return again;
        }
        return task;
    }

    private static TaskRecord step(TaskRecord task, Instant now, Random random) {
        if (random.nextInt(10) == 0) {
            return Lifecycle.watch(task, false, now);
        }
        if (random.nextInt(12) == 0) {
            return byHand(task, now, random);
        }
        if (task.state() == TaskState.BLOCKED) {
            return Lifecycle.unblock(task, now);
        }
        if (task.state() == TaskState.SCHEDULED) {
            return Lifecycle.release(task);
        }
        if (task.state() == TaskState.RUNNING && task.lease().since().equals(now) && random.nextInt(4) == 0) {
            return random.nextBoolean()
                    ? Lifecycle.skip(task, TaskFailure.of("skipped", "Not now."), now)
                    : Lifecycle.putOff(task, Duration.ofMinutes(random.nextInt(40)), random.nextBoolean(), now)
                            .record();
        }
        if (task.state() == TaskState.RUNNING && random.nextInt(4) > 0) {
            return Lifecycle.settle(task, outcome(random), now, random).record();
        }
        return switch (Lifecycle.judge(task, now, pauses(random))) {
            case ClaimVerdict.Free ignored -> Lifecycle.claim(task, "h" + random.nextInt(), now);
            case ClaimVerdict.PastDeadline ignored -> Lifecycle.expire(task, now);
            case ClaimVerdict.UsedUp ignored -> Lifecycle.giveUp(task, now);
            case ClaimVerdict.CancelAsked ignored -> Lifecycle.stop(task, now);
            case ClaimVerdict.Paused paused -> Lifecycle.block(task, paused.pause());
            case ClaimVerdict.Leased ignored -> task;
            case ClaimVerdict.NotDue ignored -> task;
            case ClaimVerdict.NothingToDo ignored -> task;
        };
    }

    private static Pauses pauses(Random random) {
        return random.nextInt(8) == 0 ? new Pauses(Set.of(Pause.ofType("t"))) : Pauses.NONE;
    }

    /** What people do to a task that did not end. */
    private static TaskRecord byHand(TaskRecord task, Instant now, Random random) {
        TaskRecord next = random.nextBoolean()
                ? Lifecycle.cancel(task, now)
                : Lifecycle.postpone(task, task.spec(), now.plus(Duration.ofMinutes(random.nextInt(40))), now);
        return next == null ? task : next;
    }

    private static Outcome outcome(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Outcome.done("1");
            case 1 -> Outcome.fail("no", "No.");
            case 2 -> Outcome.snooze(Duration.ofMinutes(random.nextInt(40)), "memo");
            case 3 -> Outcome.retryAfter(Duration.ofMinutes(random.nextInt(40)), "busy", "Busy.");
            case 4 -> new Outcome.TimedOut(TaskFailure.of("time-limit", "Too long."));
            default -> Outcome.retry("busy", "Busy.");
        };
    }

    private static void note(Set<String> taken, String from, TaskRecord next) {
        String to = next.state().wireName();
        if (!from.equals(to)) {
            taken.add(from + " --> " + to);
        }
    }

    /** The arrows of the diagram. */
    private static Set<String> drawnArrows() throws IOException {
        Matcher arrows = Pattern.compile("^ *(\\[\\*]|[a-z]+) --> ([a-z]+)(?=:|$)", Pattern.MULTILINE)
                .matcher(Files.readString(STATES));
        Set<String> drawn = new TreeSet<>();
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " --> " + arrows.group(2));
        }
        return drawn;
    }
}
