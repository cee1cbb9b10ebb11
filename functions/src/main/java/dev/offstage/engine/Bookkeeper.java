package dev.offstage.engine;

import dev.offstage.engine.LossLedger.Open;
import dev.offstage.engine.LossLedger.Picture;
import dev.offstage.task.Pause;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the picture of what is open and what is lost, after each sweep. */
final class Bookkeeper {
    /** More are told by the log. */
    private static final int MOST_LOST = 500;

    private final TaskStore store;
    private final TaskSurvey survey;
    private final LossLedger ledger;
    private final InstantSource clock;

    Bookkeeper(TaskStore store, TaskSurvey survey, LossLedger ledger, InstantSource clock) {
        this.store = store;
        this.survey = survey;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a tick learned.
     *
     * @param unaccounted how many tasks are lost or overdue
     * @param pauses under which tasks are blocked
     */
    record Learned(long unaccounted, Set<Pause> pauses) {}

    Learned write(Sweeper.Swept swept) {
        Picture seen = ledger.picture().orElse(null);
        LossLedger.Count begun = seen == null ? null : seen.count();
        Instant upTo = begun == null ? swept.from() : begun.upTo();
        // What this sweep has just read is counted by what it saw: the index has it a moment later.
        Map<Instant, Open> counted = plus(begun == null ? Map.of() : begun.open(), swept.open());
        Census census = new Census(survey, counted, clock.instant());
        String place = census.count(begun == null ? null : begun.place(), upTo);
        List<TaskId> lost = lost(seen, swept);
        Map<Instant, Open> open =
                place == null ? census.open() : plus(seen == null ? Map.of() : seen.open(), swept.open());
        LossLedger.Count count = place == null ? null : new LossLedger.Count(upTo, place, census.open());
        Picture next =
                new Picture(swept.upTo(), swept.accepted(), open, lost, count, seen == null ? 1 : seen.revision() + 1);
        // Losing to another tick is as good as winning.
        boolean ignored = ledger.replace(seen, next);
        return new Learned(unaccounted(next), census.pauses());
    }

    static long unaccounted(Picture picture) {
        return picture.lost().size()
                + picture.open().values().stream().mapToLong(Open::overdue).sum();
    }

    private static Map<Instant, Open> plus(Map<Instant, Open> counts, Map<Instant, Open> more) {
        Map<Instant, Open> sum = new HashMap<>(counts);
        more.forEach((hour, open) -> Census.add(sum, hour, open));
        return sum;
    }

    /** Those of before that are lost still, and those found now. */
    private List<TaskId> lost(@Nullable Picture seen, Sweeper.Swept swept) {
        Instant now = clock.instant();
        Set<TaskId> found = new HashSet<>(swept.unaccounted());
        Stream<TaskId> before = seen == null ? Stream.empty() : seen.lost().stream();
        return Stream.concat(before.filter(id -> !found.contains(id) && isLostStill(id, now)), found.stream())
                .sorted()
                .limit(MOST_LOST)
                .toList();
    }

    private boolean isLostStill(TaskId id, Instant now) {
        TaskRecord task = store.find(id).orElse(null);
        return task != null && task.recheck() != null && task.recheck().repairs() > 0 && LossCheck.isOverdue(task, now);
    }
}
