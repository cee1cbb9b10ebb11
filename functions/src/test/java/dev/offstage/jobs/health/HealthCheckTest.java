package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TestClock;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.books.SiteCheck.Finding;
import dev.offstage.jobs.notify.Notices;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import dev.offstage.testkit.TestEngine;
import dev.offstage.testkit.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The look at the health in the whole engine. */
final class HealthCheckTest {
    private static final Finding WELL = new Finding.Answers(200);
    private static final Finding FAILS = new Finding.Fails("busy", "http://site.test/robots.txt answered 503.");

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final Gauge gauge = new Gauge();
    private final InMemoryHealthMemory memory = new InMemoryHealthMemory();
    private final List<Instant> turns = new ArrayList<>();
    private final TestEngine engine;
    private Finding site = WELL;

    HealthCheckTest() {
        JobResources resources = Resources.on(clock);
        List<Registration<?>> types = new ArrayList<>(Notices.types(resources));
        types.add(HealthCheck.TYPE.runBy(() -> this::run));
        engine = new TestEngine(clock, types.toArray(new Registration<?>[0]));
    }

    private Outcome run(HealthCheck.Args args, TaskContext context) throws InterruptedException {
        return handler(memory).run(args, context);
    }

    private HealthCheck handler(HealthMemory state) {
        return new HealthCheck(
                gauge,
                (turn, deadline) -> {
                    if (turn != null) {
                        turns.add(turn);
                    }
                    return site;
                },
                new Changes(state, engine.enqueuer(), "shop", clock));
    }

    private JrsValue look() throws Exception {
        TaskId id = engine.enqueue(HealthCheck.TYPE, new HealthCheck.Args());
        engine.advance(Duration.ofMinutes(60));
        assertThat(engine.state(id)).isEqualTo(TaskState.SUCCEEDED);
        return Json.parse(Objects.requireNonNull(engine.result(id)));
    }

    private List<String> told() {
        return engine.tasks().stream()
                .map(TaskRecord::spec)
                .filter(spec -> spec.type().equals("notify"))
                .map(spec -> spec.args().replaceFirst(".*\"event\":\"([a-z-]+)\".*", "$1"))
                .toList();
    }

    @Test
    void whileAllIsWellNobodyIsTold() throws Exception {
        assertThat(Json.write(look()))
                .isEqualTo("{\"status\":\"ok\",\"changed\":false,"
                        + "\"checks\":{\"tasks\":\"ok\",\"queues\":\"ok\",\"site\":\"ok\"},"
                        + "\"waiting\":{\"high\":1,\"default\":2,\"low\":3},\"findings\":\"\"}");
        assertThat(Json.write(look())).contains("\"changed\":false");
        assertThat(told()).isEmpty();
        assertThat(memory.find()).isEmpty();
    }

    @Test
    void aSiteThatFailsIsAFindingAndToldOnce() throws Exception {
        site = FAILS;

        assertThat(Json.write(look()))
                .isEqualTo("{\"status\":\"failing\",\"changed\":true,"
                        + "\"checks\":{\"tasks\":\"ok\",\"queues\":\"ok\",\"site\":\"failing\"},"
                        + "\"waiting\":{\"high\":1,\"default\":2,\"low\":3},"
                        + "\"findings\":\"site: http://site.test/robots.txt answered 503. (busy)\"}");
        assertThat(Json.write(look())).contains("\"status\":\"failing\",\"changed\":false");
        assertThat(look()).isNotNull();

        assertThat(told()).containsExactly("health-failing");
    }

    @Test
    void eachChangeIsTold() throws Exception {
        for (Finding finding : List.of(FAILS, FAILS, WELL, WELL, FAILS, WELL)) {
            site = finding;
            assertThat(look()).isNotNull();
        }

        assertThat(told()).containsExactly("health-failing", "health-recovered", "health-failing", "health-recovered");
    }

    @Test
    void aNoticeSaysWhatAndWhereAndSinceWhen() throws Exception {
        site = FAILS;
        gauge.away = QueueName.LOW;

        assertThat(look()).isNotNull();

        assertThat(engine.tasks())
                .filteredOn(task -> task.spec().type().equals("notify"))
                .singleElement()
                .satisfies(task -> assertThat(task.spec().args())
                        .contains(
                                "\"subject\":\"shop: the health check fails\"",
                                "Since 2026-11-21T12:00:00Z",
                                "queues: the queue low could not be asked: the queue is away",
                                "site: http://site.test/robots.txt answered 503. (busy)"));
    }

    @Test
    void twoLooksAtOneMomentTellOnce() throws Exception {
        site = FAILS;
        engine.enqueue(HealthCheck.TYPE, new HealthCheck.Args());

        assertThat(look()).isNotNull();

        assertThat(told()).containsExactly("health-failing");
    }

    /** It kept the change and died before it told it: the next look does, whatever it finds itself. */
    @Test
    void aLookThatDiedBeforeItToldIsMadeGood() throws Exception {
        HealthState untold = new HealthState(false, clock.instant().minusSeconds(3600), "site: away", false);
        assertThat(memory.replace(null, untold)).isTrue();

        assertThat(Json.write(look())).contains("\"status\":\"ok\",\"changed\":true");

        assertThat(told()).containsExactly("health-failing", "health-recovered");
        assertThat(memory.find())
                .hasValueSatisfying(state -> assertThat(state.told()).isTrue());
    }

    /** It told the change and died before it noted that: the notice has the same id again. */
    @Test
    void aLookThatDiedAfterItToldTellsNothingTwice() throws Exception {
        site = FAILS;
        HealthMemory dying = new HealthMemory() {
            @Override
            public Optional<HealthState> find() {
                return memory.find();
            }

            @Override
            public boolean replace(@Nullable HealthState seen, HealthState next) {
                if (next.told()) {
                    throw new IllegalStateException("the worker was killed");
                }
                return memory.replace(seen, next);
            }
        };
        Trial<HealthCheck.Args> trial = Trial.of(HealthCheck.TYPE, handler(dying), clock);
        assertThatThrownBy(() -> trial.runJson("{}")).hasMessage("the worker was killed");
        assertThat(told()).containsExactly("health-failing");

        assertThat(look()).isNotNull();

        assertThat(told()).containsExactly("health-failing");
        assertThat(memory.find())
                .hasValueSatisfying(state -> assertThat(state.told()).isTrue());
    }

    @Test
    void aSiteThatIsNotInUseIsNoFinding() throws Exception {
        site = new Finding.Unused();

        assertThat(Json.write(look())).contains("\"status\":\"ok\"", "\"site\":\"not-in-use\"");
    }

    @Test
    void theSitesTurnIsWaitedForOutside() throws Exception {
        Instant turn = clock.instant().plusSeconds(120);
        site = new Finding.Later(Duration.ofSeconds(119), turn);
        TaskId id = engine.enqueue(HealthCheck.TYPE, new HealthCheck.Args());
        engine.advance(Duration.ofSeconds(60));
        assertThat(engine.state(id)).isEqualTo(TaskState.SCHEDULED);
        site = WELL;

        engine.runAll();

        assertThat(turns).containsExactly(turn);
        assertThat(engine.task(id).attempt()).isEqualTo(1);
        assertThat(engine.result(id)).contains("\"site\":\"ok\"");
    }

    @Test
    void aSiteWithALongQueueIsLeftToOthers() throws Exception {
        site = new Finding.Later(Duration.ofMinutes(33), clock.instant().plusSeconds(1980));

        assertThat(Json.write(look())).contains("\"status\":\"ok\"", "\"site\":\"busy-for-others\"");
    }

    @Test
    void noticesFitWhateverWasFound() throws Exception {
        site = new Finding.Fails("unreadable", "x".repeat(50_000) + "\u0000");

        assertThat(look()).isNotNull();

        assertThat(told()).containsExactly("health-failing");
    }
}
