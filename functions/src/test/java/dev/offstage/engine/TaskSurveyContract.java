package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TaskSurvey.OpenTask;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TaskSurvey} does. */
public interface TaskSurveyContract {
    Instant LATER = NOON.plus(Duration.ofHours(1));

    /** The store whose tasks are surveyed, empty. */
    TaskStore store();

    TaskSurvey survey();

    @Test
    default void failedTasksComeByTheTimeOfTheirEndPartByPart() {
        List<TaskSurvey.FailedTask> failed = IntStream.range(0, 60)
                .mapToObj(i -> failed(i % 2 == 0 ? "even" : "odd", NOON.plusSeconds(i)))
                .toList();
        List<TaskSurvey.FailedTask> met = new ArrayList<>();
        String place = null;
        do {
            TaskSurvey.FailedPart part = survey().failed(NOON.plusSeconds(5), NOON.plusSeconds(55), place, 4);
            met.addAll(part.tasks());
            place = part.next();
        } while (place != null);

        assertThat(met).isEqualTo(failed.subList(5, 55));
        assertThat(survey().failed(LATER, LATER, null, 4)).isEqualTo(new TaskSurvey.FailedPart(List.of(), null));
        assertThat(survey().failed(LATER, NOON, null, 4)).isEqualTo(new TaskSurvey.FailedPart(List.of(), null));
        assertThat(survey().failed(Instant.parse("2300-01-01T00:00:00Z"), LATER, null, 4))
                .isEqualTo(new TaskSurvey.FailedPart(List.of(), null));
    }

    @Test
    default void whatIsLeftOfADeletedTaskHasNotFailed() {
        TaskSurvey.FailedTask failed = failed("work", NOON);
        TaskRecord task = store().find(failed.id()).orElseThrow();
        assertThat(store().replace(task, Lifecycle.erase(task, NOON.plusMillis(1500))))
                .isTrue();

        assertThat(survey().failed(NOON, LATER, null, 4).tasks()).isEmpty();
    }

    @Test
    default void whatWaitsOrRunsIsOpenUnlessItIsFresh() {
        Pause pause = Pause.ofType("work");
        TaskId fresh = stored(Tasks.task()).id();
        TaskId scheduled = stored(Tasks.task(NOON, Tasks.spec(LATER, null))).id();
        TaskRecord queued = stored(Tasks.task());
        assertThat(store().replace(queued, Lifecycle.watch(queued, false, NOON)))
                .isTrue();
        TaskRecord waiting = stored(Tasks.task());
        assertThat(store().replace(waiting, Lifecycle.block(waiting, pause))).isTrue();
        TaskId failed = failed("work", NOON).id();

        assertThat(allOpen())
                .containsExactlyInAnyOrder(
                        new OpenTask.Scheduled(scheduled, LATER),
                        new OpenTask.Watched(queued.id()),
                        new OpenTask.Blocked(waiting.id(), pause));
        assertThat(survey().states(List.of(fresh, scheduled, waiting.id(), failed, Tasks.id(NOON))))
                .isEqualTo(Map.of(
                        fresh,
                        TaskState.QUEUED,
                        scheduled,
                        TaskState.SCHEDULED,
                        waiting.id(),
                        TaskState.BLOCKED,
                        failed,
                        TaskState.FAILED));
    }

    @Test
    default void whatOnePauseBlockedIsNotOfAnotherWithASimilarName() {
        TaskRecord low = stored(Tasks.task());
        TaskRecord type = stored(Tasks.task());
        assertThat(store().replace(low, Lifecycle.block(low, Pause.of(QueueName.LOW))))
                .isTrue();
        assertThat(store().replace(type, Lifecycle.block(type, Pause.ofType("low"))))
                .isTrue();

        assertThat(store().blockedBy(Pause.ofType("low"), 10)).containsExactly(type.id());
        assertThat(store().blockedBy(Pause.ofType("lo"), 10)).isEmpty();
    }

    private List<OpenTask> allOpen() {
        List<OpenTask> open = new ArrayList<>();
        String place = null;
        do {
            TaskSurvey.OpenPart part = survey().open(place);
            open.addAll(part.tasks());
            place = part.next();
        } while (place != null);
        return open;
    }

    private TaskSurvey.FailedTask failed(String type, Instant at) {
        TaskRecord task = stored(Tasks.task(NOON, TaskSpec.now(type, TaskPolicy.DEFAULT, "{}")));
        ClaimResult claim = store().claim(task.id(), "a", NOON, Pauses.NONE);
        assertThat(claim).isInstanceOf(ClaimResult.Granted.class);
        TaskRecord claimed = ((ClaimResult.Granted) claim).task();
        TaskRecord end = Lifecycle.settle(claimed, Outcome.fail("x", "No."), at, new Random(1))
                .record();
        assertThat(store().replace(claimed, end)).isTrue();
        return new TaskSurvey.FailedTask(task.id(), type, at);
    }

    private TaskRecord stored(TaskRecord task) {
        assertThat(store().create(task)).isTrue();
        return task;
    }
}
