package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.task.Outcome;
import dev.offstage.task.Retention;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that are repeated with their key, also when the first died at any of its steps. */
final class RequestLedgerTest {
    private static final List<String> ONE = List.of("");
    private static final List<String> MANY = List.of("0", "1", "2", "3", "4");
    private static final Uniqueness REJECTING =
            new Uniqueness(List.of(), Uniqueness.Mode.SIMPLE, Duration.ofSeconds(60), null, true);

    private final Simulation simulation = new Simulation(1, Faults.none(), context -> Outcome.done("1"));
    private final RequestKeys keys = new InMemoryRequestKeys();

    /** One who makes requests. */
    private final class Client {
        private final Enqueuer enqueuer;
        private final RequestLedger ledger;

        Client(int halfSteps) {
            Dying dying = new Dying(halfSteps);
            TaskStore store = dying.at(TaskStore.class, simulation.store);
            this.enqueuer = new Enqueuer(
                    store,
                    dying.at(TaskKeys.class, simulation.keys),
                    dying.at(TaskQueue.class, simulation.queue),
                    simulation.clock,
                    simulation.random);
            this.ledger = new RequestLedger(
                    dying.at(RequestKeys.class, keys), store, enqueuer, simulation.clock, simulation.random);
        }

        Optional<Map<String, Submitted>> ask(String print, List<String> names, Uniqueness... unique) {
            Turn turn = ledger.open("k", print).orElseThrow();
            return ledger.answer(
                    turn,
                    names,
                    names,
                    Instant.MAX,
                    missing -> unique.length == 0 ? plain(turn, missing) : unique(turn, missing, unique[0]));
        }

        private Map<String, Submitted> plain(Turn turn, List<String> names) {
            Map<TaskId, TaskSpec> asked = new LinkedHashMap<>();
            names.forEach(name -> asked.put(turn.id(name), spec(turn, name)));
            List<TaskRecord> made =
                    enqueuer.submitUnder(asked, simulation.clock.instant().plusSeconds(20));
            Map<String, Submitted> answers = new HashMap<>();
            names.forEach(name -> answers.put(name, new Accepted(made.get(names.indexOf(name)), false)));
            return answers;
        }

        private Map<String, Submitted> unique(Turn turn, List<String> names, Uniqueness unique) {
            List<Submitted> made = enqueuer.submitUnique(
                    names.stream()
                            .map(name -> new UniqueTask(turn.id(name), spec(turn, name), unique))
                            .toList(),
                    simulation.clock.instant().plusSeconds(20));
            Map<String, Submitted> answers = new HashMap<>();
            names.forEach(name -> answers.put(name, made.get(names.indexOf(name))));
            return answers;
        }

        private static TaskSpec spec(Turn turn, String name) {
            return Tasks.spec("{\"mood\":\"" + name + "\"}")
                    .draft()
                    .keepResult(Retention.of(Duration.ZERO))
                    .keyedUntil(turn.keptUntil())
                    .make();
        }
    }

    private Client client() {
        return new Client(Integer.MAX_VALUE);
    }

    private static Set<TaskId> ids(Map<String, Submitted> answers) {
        return answers.values().stream().map(RequestLedgerTest::task).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TaskId task(Submitted answer) {
        return switch (answer) {
            case Accepted accepted -> accepted.task().id();
            case Duplicate duplicate -> duplicate.first();
            case Gone gone -> gone.first();
        };
    }

    @Test
    void aRepetitionIsAnsweredWithTheSameTasks() {
        Map<String, Submitted> first = client().ask("a", MANY).orElseThrow();
        simulation.runUntilAllEnd(Duration.ofMinutes(1));
        simulation.clock.moveTo(NOON.plus(Duration.ofHours(24)).minusSeconds(1));

        Map<String, Submitted> again = client().ask("a", MANY).orElseThrow();

        assertThat(again.keySet()).isEqualTo(first.keySet());
        first.forEach((name, answer) -> assertThat(task(again.get(name))).isEqualTo(task(answer)));
        assertThat(again.values())
                .allMatch(answer -> answer instanceof Accepted accepted
                        && !accepted.deduplicated()
                        && accepted.task().state() == TaskState.SUCCEEDED);
        assertThat(simulation.store.all()).hasSize(5);
    }

    @Test
    void afterADayTheKeyIsFree() {
        Map<String, Submitted> first = client().ask("a", ONE).orElseThrow();
        simulation.clock.moveTo(NOON.plus(Duration.ofHours(24)));

        assertThat(ids(client().ask("b", ONE).orElseThrow())).isNotEqualTo(ids(first));
    }

    @Test
    void aKeyServesOneRequestAlone() {
        assertThat(client().ask("a", ONE)).isPresent();

        assertThat(client().ledger.open("k", "b")).isEmpty();
        assertThat(client().ledger.look("k", "b")).isEmpty();
        assertThat(client().ledger.look("k", "a")).isPresent();
        assertThat(client().ledger.look("other", "a")).isEmpty();
        assertThat(keys.find("other", NOON)).isEmpty();
    }

    @Test
    void atOneInstantOneMakesTheTaskAndOthersAreToldToWaitOrTheSame() {
        List<Optional<Map<String, Submitted>>> answers = IntStream.range(0, 40)
                .boxed()
                .gather(Gatherers.mapConcurrent(20, i -> client().ask("a", ONE)))
                .toList();

        assertThat(answers.stream()
                        .flatMap(Optional::stream)
                        .map(RequestLedgerTest::ids)
                        .distinct())
                .hasSize(1);
        assertThat(simulation.store.all()).hasSize(1);
    }

    @Test
    void whatIsNotThereYetMayComeForHalfAMinute() {
        assertThat(client().ledger.open("k", "a").orElseThrow().first()).isTrue();

        simulation.clock.moveTo(NOON.plusMillis(29_999));
        assertThat(client().ask("a", ONE)).isEmpty();
        simulation.clock.moveTo(NOON.plusSeconds(30));
        assertThat(client().ask("a", ONE)).isPresent();
    }

    @Test
    void whoDiesAtAnyStepOfOneIsFinishedByTheRepetition() {
        dieAtEveryStep(ONE);
    }

    @Test
    void whoDiesAtAnyStepOfManyIsFinishedByTheRepetition() {
        dieAtEveryStep(MANY);
    }

    @Test
    void whoDiesAtAnyStepOfAUniqueTaskIsFinishedByTheRepetition() {
        dieAtEveryStep(ONE, Uniqueness.SIMPLE);
        dieAtEveryStep(MANY, Uniqueness.SIMPLE);
        dieAtEveryStep(ONE, REJECTING);
    }

    private void dieAtEveryStep(List<String> names, Uniqueness... unique) {
        boolean died = true;
        for (int halfSteps = 0; died; halfSteps++) {
            for (int wait : List.of(31, 61, 121, 3600)) {
                RequestLedgerTest fresh = new RequestLedgerTest();
                died = fresh.dies(halfSteps, names, unique);
                // Meanwhile the sweep does its part.
                fresh.simulation.runUntilAllEnd(Duration.ofSeconds(wait));
                fresh.simulation.clock.moveTo(NOON.plusSeconds(wait));
                fresh.finishes(names, unique);
            }
        }
    }

    private boolean dies(int halfSteps, List<String> names, Uniqueness... unique) {
        try {
            assertThat(new Client(halfSteps).ask("a", names, unique)).isPresent();
            return false;
        } catch (Dying.Died e) {
            return true;
        } catch (RuntimeException e) {
            // So it comes from a thread that worked for the caller.
            assertThat(e).hasCauseInstanceOf(Dying.Died.class);
            return true;
        }
    }

    private void finishes(List<String> names, Uniqueness... unique) {
        Map<String, Submitted> answers = client().ask("a", names, unique).orElseThrow();
        Map<String, Submitted> again = client().ask("a", names, unique).orElseThrow();

        assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(name -> assertThat(task(again.get(name))).isEqualTo(task(answers.get(name))));
        assertThat(simulation.store.all().stream().map(TaskRecord::id)).containsExactlyElementsOf(ids(answers));
        simulation.runUntilAllEnd(Duration.ofSeconds(20));
        assertThat(simulation.store.all()).allMatch(task -> task.state() == TaskState.SUCCEEDED);
        assertThat(simulation.runs.values()).allMatch(runs -> runs == 1);
    }

    @Test
    void aTaskMadeLongAfterItsIdIsWatchedFromTheStart() {
        assertThat(client().ledger.open("k", "a")).isPresent();
        simulation.clock.advance(Duration.ofHours(3));
        Map<String, Submitted> late = client().ask("a", ONE).orElseThrow();

        TaskRecord task = simulation.store.find(task(late.get(""))).orElseThrow();
        assertThat(task.recheck()).isNotNull();
        assertThat(task.createdAt()).isEqualTo(simulation.clock.instant());

        TaskRecord prompt = new RequestLedgerTest().prompt();
        assertThat(prompt.recheck()).as("the sweep will read its id").isNull();
    }

    private TaskRecord prompt() {
        Map<String, Submitted> answers = client().ask("a", ONE).orElseThrow();
        return simulation.store.find(task(answers.get(""))).orElseThrow();
    }

    @Test
    void aDuplicateStaysTheAnswerWhenItsTaskIsOver() {
        TaskSpec same = Tasks.spec("{\"mood\":\"\"}");
        Submitted there = simulation
                .enqueuer
                .submitUnique(List.of(new UniqueTask(null, same, Uniqueness.SIMPLE)), NOON.plusSeconds(20))
                .getFirst();
        Submitted first =
                client().ask("a", ONE, Uniqueness.SIMPLE).orElseThrow().get("");
        assertThat(task(first)).isEqualTo(task(there));
        simulation.runUntilAllEnd(Duration.ofMinutes(1));

        Submitted again =
                client().ask("a", ONE, Uniqueness.SIMPLE).orElseThrow().get("");

        assertThat(again).isInstanceOf(Accepted.class);
        assertThat(task(again)).isEqualTo(task(there));
        assertThat(((Accepted) again).deduplicated()).isTrue();

        assertThat(simulation.store.delete(simulation.store.find(task(there)).orElseThrow()))
                .isTrue();
        assertThat(client().ask("a", ONE, Uniqueness.SIMPLE).orElseThrow().get(""))
                .isEqualTo(new Gone(task(there), false));
    }

    @Test
    void whatWasRejectedAmongManyStaysRejected() {
        Map<String, Submitted> there =
                client().ask("a", List.of("0"), REJECTING).orElseThrow();
        RequestLedger ledger = client().ledger;
        Turn turn = ledger.open("k2", "b").orElseThrow();
        Client second = client();
        Map<String, Submitted> first = ledger.answer(
                        turn, MANY, MANY, Instant.MAX, missing -> second.unique(turn, missing, REJECTING))
                .orElseThrow();
        assertThat(first.get("0")).isEqualTo(new Duplicate(task(there.get("0"))));
        simulation.runUntilAllEnd(Duration.ofMinutes(1));

        Turn again = client().ledger.open("k2", "b").orElseThrow();
        Map<String, Submitted> repeated = client().ledger
                .answer(again, MANY, MANY, Instant.MAX, missing -> {
                    throw new AssertionError("nothing is missing");
                })
                .orElseThrow();

        assertThat(repeated.get("0")).isEqualTo(first.get("0"));
        assertThat(repeated.get("1")).isInstanceOf(Accepted.class);
    }

    @Test
    void aRepetitionThatIsOutOfTimeSaysSoAndIsNoFault() {
        assertThat(client().ask("a", MANY)).isPresent();
        RequestLedger ledger = client().ledger;
        Turn again = ledger.open("k", "a").orElseThrow();
        Instant over = simulation.clock.instant().minusMillis(1);

        assertThatThrownBy(() -> ledger.answer(again, MANY, MANY, over, missing -> Map.of()))
                .isInstanceOf(UnavailableException.class);
        assertThat(ledger.answer(again, MANY, MANY, simulation.clock.instant(), missing -> Map.of()))
                .hasValueSatisfying(answers -> assertThat(answers).hasSize(MANY.size()));
    }
}
