package dev.offstage.simulation;

import dev.offstage.engine.UnavailableException;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.ScheduleDesk;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** People who pause, resume, replace, delete and run schedules, and ask for what did not run. */
final class Operators {
    private final ScheduleWorld world;
    private final List<ScheduleSpec> specs;

    Operators(ScheduleWorld world, List<ScheduleSpec> specs) {
        this.world = world;
        this.specs = specs.stream().filter(spec -> spec.maxRuns() == null).toList();
    }

    void live() {
        long pause = Duration.between(world.start, world.end).toMillis() / 1500;
        while (!world.isCalm()) {
            world.fibers.sleep(world.random.nextInt((int) pause) + 1L);
            world.fibers.start(this::meddle);
        }
    }

    private void meddle() {
        ScheduleSpec spec = specs.get(world.random.nextInt(specs.size()));
        Program process = world.process("people", Duration.ofSeconds(30));
        ScheduleDesk desk = world.desk(process);
        int what = world.random.nextInt(10);
        world.trace.add(process.name, "meddles", what + " " + spec.name(), null);
        try {
            Object ignored = switch (what) {
                case 0, 1 -> desk.pause(spec.name());
                case 2, 3 -> desk.resume(spec.name(), false);
                case 4 -> desk.resume(spec.name(), true);
                case 5 -> desk.put(other(spec), null);
                case 6 -> desk.put(spec, null);
                case 7 -> desk.delete(spec.name(), null);
                case 8 -> backfill(desk, spec);
                default -> desk.run(spec.name(), TaskId.next(world.fibers.instant(), world.random), null);
            };
        } catch (Program.Died | Trouble.Refused | UnavailableException e) {
            world.failed(process, e);
        }
    }

    private Object backfill(ScheduleDesk desk, ScheduleSpec spec) {
        Instant to = world.fibers.instant().minusSeconds(world.random.nextInt(100_000));
        return desk.backfill(
                spec.name(), to.minusSeconds(world.random.nextInt(20_000)), to, 20, world.random.nextBoolean());
    }

    /** The same name with the definition of another. */
    private ScheduleSpec other(ScheduleSpec spec) {
        return ScheduleKinds.named(specs.get(world.random.nextInt(specs.size())), spec.name());
    }
}
