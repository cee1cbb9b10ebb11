package dev.offstage.scheduler;

import dev.offstage.engine.EventLog;
import dev.offstage.engine.Fan;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.TickPart;
import dev.offstage.json.Json;
import dev.offstage.schedule.Firing;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a tick does about schedules: declares those of the code, once in a process, places the firings up to the next tick and some time
 * more, and has told what is overdue. A schedule that cannot be placed holds up no other.
 */
public final class Scheduler implements TickPart {
    private static final Duration TIME_A_TICK = Duration.ofSeconds(20);
    private static final int MOST_SCHEDULES = 5000;

    /** Each places at most {@link Placer#PORTION} firings a schedule. */
    private static final int ROUNDS = 25;

    private final ScheduleStore schedules;
    private final DeclaredSchedules declarations;
    private final List<ScheduleSpec> declared;
    private final Placer placer;
    private final DeadManSwitch deadMan;
    private final InstantSource clock;
    private volatile boolean isDeclared;

    /**
     * @param declared the schedules of the code
     * @param overdue whom to tell of what is overdue
     */
    public Scheduler(
            SchedulerPorts ports,
            TaskTypes types,
            List<ScheduleSpec> declared,
            OverdueFirings overdue,
            InstantSource clock) {
        this.schedules = ports.schedules();
        this.declarations = new DeclaredSchedules(ports, types, clock);
        this.declared = List.copyOf(declared);
        this.placer = new Placer(ports, new FiringTasks(types));
        this.deadMan = new DeadManSwitch(ports, overdue);
        this.clock = clock;
    }

    @Override
    public void run(Invocation invocation) {
        Troubles troubles = new Troubles(invocation.log());
        boolean isFirst = !isDeclared;
        if (isFirst) {
            troubles.keep("The schedules of the code could not be declared; the next tick tries again.", null, () -> {
                declarations.sync(declared, invocation.log());
                isDeclared = true;
            });
        }
        troubles.keep(
                "The schedules that are due could not be read.",
                null,
                () -> place(due(isFirst), invocation.tally(), troubles));
        troubles.keep("What is overdue could not be read.", null, () -> tell(invocation, troubles));
        troubles.throwAny();
    }

    /** @param withDeclared since what was just declared is perhaps not in the index yet */
    private List<String> due(boolean withDeclared) {
        Stream<String> named = withDeclared ? declared.stream().map(ScheduleSpec::name) : Stream.empty();
        return Stream.concat(named, schedules.dueUpTo(clock.instant().plus(Placer.AHEAD), MOST_SCHEDULES).stream())
                .distinct()
                .toList();
    }

    private void tell(Invocation invocation, Troubles troubles) {
        for (Firing line : deadMan.overdue(clock.instant())) {
            troubles.keep("An overdue firing could not be told; the next tick tries again.", line.schedule(), () -> {
                if (deadMan.tell(line, clock.instant(), invocation.log())) {
                    invocation.tally().add(Measure.OVERDUE_FIRINGS, 1);
                }
            });
        }
    }

    private void place(List<String> all, Tally tally, Troubles troubles) {
        Instant end = clock.instant().plus(TIME_A_TICK);
        List<String> due = all;
        for (int i = 0; i < ROUNDS && !due.isEmpty() && clock.instant().isBefore(end); i++) {
            List<Round> rounds = due.stream()
                    .gather(Fan.each(schedules.callsAtOnce(), name -> round(name, end, troubles)))
                    .toList();
            rounds.forEach(round -> count(tally, round.lines()));
            due = rounds.stream().flatMap(round -> round.again().stream()).toList();
        }
    }

    /** @param again the schedule's name, when there is more to place */
    private record Round(List<Firing> lines, Optional<String> again) {
        static final Round NOTHING = new Round(List.of(), Optional.empty());
    }

    private Round round(String name, Instant end, Troubles troubles) {
        Round[] round = {Round.NOTHING};
        troubles.keep("The firings of a schedule could not be placed; the next tick tries again.", name, () -> {
            Instant now = clock.instant();
            Schedule seen = now.isBefore(end) ? schedules.find(name).orElse(null) : null;
            if (seen != null && Placer.isDue(seen, now)) {
                Placer.Placed placed = placer.place(seen, now);
                boolean more = placed.schedule() != null && Placer.isDue(placed.schedule(), now);
                round[0] = new Round(placed.lines(), more ? Optional.of(name) : Optional.empty());
            }
        });
        return round[0];
    }

    private static void count(Tally tally, List<Firing> lines) {
        count(
                tally,
                Measure.FIRINGS_PLACED,
                lines.stream().filter(line -> line.task() != null).count());
        lines.stream().filter(line -> line.task() == null).forEach(line -> {
            boolean missed = line.outcome() == Firing.Outcome.MISSED;
            count(tally, missed ? Measure.FIRINGS_MISSED : Measure.FIRINGS_SKIPPED, 1);
        });
    }

    private static void count(Tally tally, Measure measure, long firings) {
        if (firings > 0) {
            tally.add(measure, firings);
        }
    }

    /** Lets work go on when a part of it fails; each failure is a line in the log, the first is thrown at the end. */
    private static final class Troubles {
        private final EventLog log;
        private final List<RuntimeException> failures = new ArrayList<>();

        Troubles(EventLog log) {
            this.log = log;
        }

        void keep(String event, @Nullable String schedule, Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.error(event, Json.object().put("schedule", schedule).put("error", e.toString()));
                synchronized (failures) {
                    failures.add(e);
                }
            }
        }

        void throwAny() {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }
}
