package dev.offstage.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.args.Range;
import dev.offstage.engine.TaskType;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Occurrence;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaskScheduleTest {
    record Invoices(@Range(min = 1) int days) {}

    private static final TaskType<Invoices> TYPE = TaskType.named("send-invoices", Invoices.class);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static TaskSchedule.Times<Invoices> named(String name) {
        return TaskSchedule.named(name, TYPE, new Invoices(30));
    }

    private static TaskSchedule<Invoices> nightly() {
        return named("nightly").cron("0 3 * * *");
    }

    private static List<Instant> next(TaskSchedule<?> schedule, int count) {
        return schedule.spec()
                .calendar()
                .after(NOON)
                .limit(count)
                .map(Occurrence::at)
                .toList();
    }

    @Test
    void whatIsNotSaidIsAsItIsForCallers() {
        Duration interval = Duration.ofSeconds(10);

        assertThat(named("often").every(interval).spec())
                .isEqualTo(new ScheduleSpec(
                        "often",
                        "send-invoices",
                        "{\"days\":30}",
                        new When.Every(interval),
                        ZoneId.of("UTC"),
                        null,
                        null,
                        null,
                        Duration.ZERO,
                        Misfire.RUN_ONCE,
                        null,
                        100,
                        Overlap.SKIP,
                        Dst.VIXIE,
                        Days.OR,
                        FirstRun.NEXT,
                        null,
                        null,
                        List.of(),
                        null));
    }

    @Test
    void everyWordIsInTheSpec() {
        ScheduleSpec spec = nightly()
                .inZone("Europe/Berlin")
                .from(NOON)
                .until(NOON.plusSeconds(999_999))
                .times(7)
                .withJitter(Duration.ofMinutes(5))
                .catchingUp(3)
                .withGrace(Duration.ofHours(2))
                .onOverlap(Overlap.QUEUE_ONE)
                .onClockChange(Dst.TWICE)
                .matchingDays(Days.AND)
                .alsoAtOnce()
                .mustSucceedWithin(Duration.ofHours(1))
                .onQueue(QueueName.LOW)
                .tagged("money")
                .tagged("night", "post")
                .onFailure(TYPE, new Invoices(1))
                .spec();

        assertThat(spec.when())
                .isInstanceOfSatisfying(
                        When.Cron.class, cron -> assertThat(cron.text()).isEqualTo("0 3 * * *"));
        assertThat(spec.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(spec.startAt()).isEqualTo(NOON);
        assertThat(spec.endAt()).isEqualTo(NOON.plusSeconds(999_999));
        assertThat(spec.maxRuns()).isEqualTo(7);
        assertThat(spec.jitter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(spec.misfire()).isEqualTo(Misfire.RUN_ALL);
        assertThat(spec.misfireMax()).isEqualTo(3);
        assertThat(spec.misfireGrace()).isEqualTo(Duration.ofHours(2));
        assertThat(spec.overlap()).isEqualTo(Overlap.QUEUE_ONE);
        assertThat(spec.dst()).isEqualTo(Dst.TWICE);
        assertThat(spec.days()).isEqualTo(Days.AND);
        assertThat(spec.firstRun()).isEqualTo(FirstRun.NOW);
        assertThat(spec.mustSucceedBy()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.queue()).isEqualTo(QueueName.LOW);
        assertThat(spec.tags()).isEqualTo(List.of("money", "night", "post"));
        assertThat(spec.onFailure()).isEqualTo(new FollowUp("send-invoices", "{\"days\":1}"));
    }

    @Test
    void eachKindOfTimeFires() {
        assertThat(next(nightly().inZone("Europe/Berlin"), 2))
                .containsExactly(Instant.parse("2026-11-22T02:00:00Z"), Instant.parse("2026-11-23T02:00:00Z"));
        assertThat(next(named("a").aws("rate(5 minutes)"), 1)).containsExactly(NOON.plusSeconds(300));
        assertThat(next(named("a").aws("cron(30 12 ? * SAT *)"), 1)).containsExactly(NOON.plusSeconds(1800));
        assertThat(next(named("a").at(NOON.plusSeconds(5)), 2)).containsExactly(NOON.plusSeconds(5));
        assertThat(next(named("a").cron("@daily").onMisfire(Misfire.SKIP), 1))
                .containsExactly(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void timesAreJoinedByOr() {
        TaskSchedule<Invoices> both =
                named("a").cron("0 9 * * mon-fri").or().cron("0 12 * * sat").inZone("UTC");

        assertThat(both.spec().when())
                .isInstanceOfSatisfying(
                        When.Any.class, any -> assertThat(any.parts()).hasSize(2));
        assertThat(next(both, 2))
                .containsExactly(Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-11-24T09:00:00Z"));
    }

    @Test
    void aWordLeavesTheSentenceBeforeItAsItWas() {
        TaskSchedule<Invoices> first = nightly();
        TaskSchedule<Invoices> second = first.tagged("night").onQueue(QueueName.LOW);

        assertThat(second.spec().tags()).isEqualTo(List.of("night"));
        assertThat(first.spec().tags()).isEqualTo(List.of());
        assertThat(second.spec()).isEqualTo(second.spec());
    }

    /** A constant must not cost a start, so what is wrong shows when the schedules are asked for, as a test of each deployment does. */
    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        TaskSchedule<Invoices> wrong =
                TaskSchedule.named("wrong", TYPE, new Invoices(0)).cron("soon");

        assertThat(wrong).hasToString("wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Nightly", "nightly_report", "-a", "a--b", "preview"})
    void aNameIsWordsJoinedByHyphens(String name) {
        assertRefused(
                "The schedule '" + name + "' is no name of a schedule",
                named(name).every(Duration.ofSeconds(1)));
    }

    @Test
    void whatCannotBeSaysWhy() {
        assertRefused("The schedule 'a' cannot be read. ", named("a").cron("61 * * * *"));
        assertRefused("The schedule 'a' cannot be read. ", named("a").cron("0 0 30 2 *"));
        assertRefused("The schedule 'a' cannot be read. ", named("a").aws("rate(0 minutes)"));
        assertRefused("PT0.5S is no interval", named("a").every(Duration.ofMillis(500)));
        assertRefused(
                "The schedule 'nightly' is in no zone: 'Mars/Olympus'",
                nightly(schedule -> schedule.inZone("Mars/Olympus")));
        assertRefused(
                "The schedule 'nightly' ends before", nightly(s -> s.from(NOON).until(NOON)));
        assertRefused("The schedule 'nightly' runs less than once", nightly(s -> s.times(0)));
        assertRefused("The schedule 'nightly' has a jitter", nightly(s -> s.withJitter(Duration.ofSeconds(-1))));
        assertRefused("The schedule 'nightly' catches up", nightly(s -> s.catchingUp(0)));
        assertRefused("The schedule 'nightly' has a misfire", nightly(s -> s.withGrace(Duration.ZERO)));
        assertRefused("The schedule 'nightly' must succeed", nightly(s -> s.mustSucceedWithin(Duration.ZERO)));
        assertRefused(
                "The schedule 'nightly' never fires", nightly(s -> s.from(NOON).until(NOON.plusSeconds(60))));
        assertRefused(
                "These are no arguments of Invoices",
                TaskSchedule.named("a", TYPE, new Invoices(0)).every(Duration.ofSeconds(1)));
    }

    private static TaskSchedule<Invoices> nightly(UnaryOperator<TaskSchedule<Invoices>> words) {
        return words.apply(nightly());
    }

    private static void assertRefused(String message, TaskSchedule<Invoices> schedule) {
        assertThatThrownBy(schedule::spec).as(message).hasMessageStartingWith(message);
    }
}
