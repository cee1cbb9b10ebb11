package dev.offstage.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.engine.CancelledException;
import dev.offstage.engine.Registration;
import dev.offstage.engine.TestClock;
import dev.offstage.jobs.Waiting;
import dev.offstage.task.LogLine;
import dev.offstage.task.Outcome;
import dev.offstage.task.Progress;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import dev.offstage.testkit.TestEngine;
import dev.offstage.testkit.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final TestEngine engine =
            new TestEngine(clock, Demo.types(clock, clock::moveTo).toArray(Registration<?>[]::new));

    @Test
    void echoAnswersWithTheMessage() {
        TaskId id = engine.enqueue(DemoEcho.TYPE, new DemoEcho.Args("\"hi\"\n"));

        engine.runAll();

        assertThat(engine.result(id)).isEqualTo("\"\\\"hi\\\"\\n\"");
    }

    @Test
    void sleepTellsEachStepAtItsTime() throws Exception {
        var trial = Trial.of(DemoSleep.TYPE, new DemoSleep(clock, clock::moveTo), clock);

        assertThat(trial.run(new DemoSleep.Args(9, 3))).isEqualTo(Outcome.done("{\"seconds\":9.0,\"steps\":3}"));

        assertThat(trial.progress())
                .containsExactly(
                        new Progress(0, 3L, null, NOON),
                        new Progress(1, 3L, null, NOON.plusSeconds(3)),
                        new Progress(2, 3L, null, NOON.plusSeconds(6)),
                        new Progress(3, 3L, null, NOON.plusSeconds(9)));
    }

    @Test
    void sleepHasTenStepsUnlessItSaysSo() throws Exception {
        var trial = Trial.of(DemoSleep.TYPE, new DemoSleep(clock, clock::moveTo), clock);

        assertThat(trial.runJson("{\"seconds\": 0}")).isEqualTo(Outcome.done("{\"seconds\":0.0,\"steps\":10}"));
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void sleepStopsSoonAfterItIsCancelled() {
        var trial = Trial.of(DemoSleep.TYPE, new DemoSleep(clock, clock::moveTo), clock)
                .cancelledAt(NOON.plusMillis(12_300));

        assertThatThrownBy(() -> trial.run(new DemoSleep.Args(3600, 1))).isInstanceOf(CancelledException.class);
        assertThat(clock.instant()).isBetween(NOON.plusMillis(12_300), NOON.plusMillis(13_300));
    }

    @ParameterizedTest
    @CsvSource({
        "0, exception, succeeded, 1",
        "2, exception, succeeded, 3",
        "2, retry, succeeded, 3",
        "4, exception, failed, 4",
        "1, permanent, failed, 1"
    })
    void flakyFailsAsOftenAsItIsAsked(int failures, String how, String state, int attempts) {
        DemoFlaky.How way = DemoFlaky.How.valueOf(how.toUpperCase(Locale.ROOT));
        TaskId id = engine.enqueue(DemoFlaky.TYPE, new DemoFlaky.Args(failures, way));

        engine.runAll();

        assertThat(engine.state(id).wireName()).isEqualTo(state);
        assertThat(engine.task(id).attempt()).isEqualTo(attempts);
    }

    @Test
    void snoozeSpendsOneAttemptOnAll() {
        TaskId id = engine.enqueue(DemoSnooze.TYPE, new DemoSnooze.Args(3, 3600));

        engine.advance(Duration.ofHours(2));
        assertThat(engine.state(id)).isEqualTo(TaskState.SCHEDULED);
        engine.runAll();

        assertThat(engine.result(id)).isEqualTo("{\"snoozed\":3}");
        assertThat(engine.task(id).attempt()).isEqualTo(1);
        assertThat(engine.starts(id))
                .containsExactly(NOON, NOON.plusSeconds(3600), NOON.plusSeconds(7200), NOON.plusSeconds(10_800));
    }

    @Test
    void sleepThatIsCancelledWhileItRunsEndsCancelled() {
        List<TaskId> ids = new ArrayList<>();
        List<TestEngine> engines = new ArrayList<>();
        Waiting waiting = moment -> {
            clock.moveTo(moment);
            if (moment.equals(NOON.plusSeconds(30))) {
                engines.getFirst().cancel(ids.getFirst());
            }
        };
        engines.add(new TestEngine(clock, DemoSleep.TYPE.runBy(() -> new DemoSleep(clock, waiting))));
        ids.add(engines.getFirst().enqueue(DemoSleep.TYPE, new DemoSleep.Args(50, 10)));

        engines.getFirst().runAll();

        assertThat(engines.getFirst().state(ids.getFirst())).isEqualTo(TaskState.CANCELLED);
        assertThat(clock.instant()).isBetween(NOON.plusSeconds(30), NOON.plusSeconds(32));
    }

    @Test
    void logLinesAndProgressAreKeptWithTheTask() {
        TaskId log = engine.enqueue(DemoLog.TYPE, new DemoLog.Args(300));
        TaskId sleep = engine.enqueue(DemoSleep.TYPE, new DemoSleep.Args(20, 4));

        engine.runAll();

        assertThat(engine.logs(log))
                .hasSize(200)
                .last()
                .extracting(LogLine::text)
                .isEqualTo("Line 300 of 300");
        assertThat(engine.task(sleep).report().progress().percent()).isEqualTo(100);
    }

    @Test
    void hangDoesNotCareForInterruptions() throws Exception {
        int[] interrupted = {0};
        var hang = new DemoHang(clock, moment -> {
            if (interrupted[0]++ < 5) {
                throw new InterruptedException();
            }
            clock.moveTo(moment);
        });

        assertThat(Trial.of(DemoHang.TYPE, hang, clock).run(new DemoHang.Args(30)))
                .isEqualTo(Outcome.done("{\"seconds\":30.0}"));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void logWritesItsLinesInOrder() throws Exception {
        var trial = Trial.of(DemoLog.TYPE, new DemoLog(), clock);

        assertThat(trial.run(new DemoLog.Args(300))).isEqualTo(Outcome.done("{\"lines\":300}"));
        assertThat(trial.logs()).hasSize(300).first().extracting(LogLine::text).isEqualTo("Line 1 of 300");
    }

    @Test
    void bigIsAsBigAsAsked() throws Exception {
        Outcome outcome = Trial.of(DemoBig.TYPE, new DemoBig()).run(new DemoBig.Args(3));

        assertThat(((Outcome.Done) outcome).result()).hasSize(3 * 1024 + 2);
    }
}
