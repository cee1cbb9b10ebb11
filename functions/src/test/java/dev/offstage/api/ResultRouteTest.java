package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.offstage.access.Caller;
import dev.offstage.access.InMemoryTaskGrants;
import dev.offstage.engine.ClaimResult;
import dev.offstage.engine.InMemoryTaskSearch;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.TestClock;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.Pauses;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results, and waiting for them, on a clock that moves as the route waits. */
final class ResultRouteTest {
    private final TestClock clock = new TestClock(Tasks.NOON.toString());
    private final InMemoryTaskStore store = new InMemoryTaskStore();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final ResultRoute route = new ResultRoute(
            new TaskFinder(store, new InMemoryTaskSearch(store), new Readers(new InMemoryTaskGrants(), clock), clock),
            clock,
            this::pass);

    private void pass(Duration time) {
        pauses.add(time);
        clock.advance(time);
        meanwhile.run();
    }

    private Answer ask(TaskRecord task, Map<String, String> query) {
        return ask(task, query, clock.instant().plusSeconds(24));
    }

    private Answer ask(TaskRecord task, Map<String, String> query, Instant end) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("id", task.id().toString()))
                .withQueryStringParameters(query)
                .build();
        return route.get(new Request(event, end, Tasks.invocation()), Caller.trusted("open"));
    }

    private TaskRecord stored() {
        TaskRecord task = Tasks.task();
        assertThat(store.create(task)).isTrue();
        return task;
    }

    private void settle(TaskRecord task, Outcome outcome) {
        TaskRecord held = ((ClaimResult.Granted) store.claim(task.id(), "worker", clock.instant(), Pauses.NONE)).task();
        TaskRecord next =
                Lifecycle.settle(held, outcome, clock.instant(), new Random(1)).record();
        assertThat(store.replace(held, next)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1]}", "\"text\"", "7", "null", "[]"})
    void aResultIsTheBareJson(String json) {
        TaskRecord task = stored();
        settle(task, Outcome.done(json));

        Answer answer = ask(task, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.body()).isEqualTo(json);
    }

    @Test
    void whatHasNotEndedIsAnsweredAtOnceUnlessOneWaits() {
        Answer answer = ask(stored(), Map.of());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsKeys("location", "retry-after");
        assertThat(pauses).isEmpty();
    }

    @Test
    void theReadsComeFartherAndFartherApartUntilTheWaitIsOver() {
        Answer answer = ask(stored(), Map.of("wait", "20"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(pauses.getFirst()).isEqualTo(Duration.ofMillis(100));
        assertThat(pauses.subList(0, pauses.size() - 1)).isSorted();
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(pauses).hasSizeLessThan(30);
        assertThat(clock.instant()).isEqualTo(Tasks.NOON.plusSeconds(20));
    }

    @Test
    void aResultIsToldSoonAfterItIsThere() {
        TaskRecord task = stored();
        meanwhile = () -> {
            if (pauses.size() == 5) {
                settle(task, Outcome.done("5"));
            }
        };

        assertThat(ask(task, Map.of("wait", "25")).body()).isEqualTo("5");
        assertThat(pauses).hasSize(5);
    }

    @Test
    void noWaitLastsLongerThanTheRequest() {
        Answer answer = ask(stored(), Map.of("wait", "25"), clock.instant().plusSeconds(3));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(clock.instant()).isEqualTo(Tasks.NOON.plusSeconds(5));
    }

    @Test
    void aClockThatStandsStillHoldsNoRequest() {
        List<Duration> passed = new ArrayList<>();
        ResultRoute frozen = new ResultRoute(
                new TaskFinder(
                        store, new InMemoryTaskSearch(store), new Readers(new InMemoryTaskGrants(), clock), clock),
                clock,
                passed::add);
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("id", stored().id().toString()))
                .withQueryStringParameters(Map.of("wait", "2"))
                .build();

        Answer answer = frozen.get(
                new Request(event, clock.instant().plusSeconds(24), Tasks.invocation()), Caller.trusted("open"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(passed.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatFailedHasNoResultButAReason() {
        TaskRecord task = stored();
        settle(task, Outcome.fail("not-found", "No such page."));

        assertThatThrownBy(() -> ask(task, Map.of("wait", "25"))).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.toAnswer("r").body())
                    .contains("\"state\":\"failed\"")
                    .contains("\"error\":{\"code\":\"not-found\",\"type\":null,\"message\":\"No such page.\"}");
        });
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatExpiresWhileOneWaitsIsToldAsExpired() {
        TaskRecord task = Tasks.task(Tasks.NOON, Tasks.spec(null, Tasks.NOON.plusSeconds(5)));
        assertThat(store.create(task)).isTrue();

        assertThatThrownBy(() -> ask(task, Map.of("wait", "25")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.toAnswer("r").body())
                                .contains("\"status\":409")
                                .contains("\"state\":\"expired\""));
        assertThat(clock.instant()).isBefore(Tasks.NOON.plusSeconds(7));
    }

    @Test
    void whatIsDeletedWhileOneWaitsIsMissing() {
        TaskRecord task = stored();
        meanwhile = () -> assertThat(store.delete(task)).isTrue();

        assertThatThrownBy(() -> ask(task, Map.of("wait", "25")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "-1", "1.5", "", "soon", "١"})
    void aWaitThatIsNoneIsRefused(String wait) {
        TaskRecord task = stored();

        assertThatThrownBy(() -> ask(task, Map.of("wait", wait)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining("a whole number of seconds from 0 to 25");
    }
}
